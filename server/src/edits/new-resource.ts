/** Resources and parameters that a text does not have yet, and values that are written as expressions. */
import type { Declared, NewValue } from './change.js';

/** What a new resource hangs on: another new one, or one that is declared in the same template. */
export type Anchor = NewResource | Declared;

/** A resource to be added. Others name it by `PropertyOf`, before it is written. */
export class NewResource {
  constructor(
    /** Bicep, and JSON whose resources have symbols. It must be free in the file. */
    readonly symbol: string,
    /** Full type, of a child `Microsoft.KeyVault/vaults/keys`. */
    readonly type: string,
    readonly apiVersion: string,
    /** Of a child only its own segment. */
    readonly name: NewValue,
    /** All other properties, in the order in which they are written. */
    readonly body: Readonly<Record<string, NewValue>>,
    readonly links: {
      readonly parent?: Anchor;
      /** Of an extension resource: what it extends. */
      readonly scope?: Anchor;
      /** What it must wait for without naming it. */
      readonly dependsOn?: readonly Anchor[];
      /** It is there already, in that place. */
      readonly existing?: { readonly subscription: string; readonly resourceGroup: string };
    } = {},
  ) {}
}

/** A parameter to be added. */
export interface NewParameter {
  readonly name: string;
  readonly type: 'string' | 'object' | 'secureString';
  readonly description: string;
  /** undefined: whoever deploys the template says it. */
  readonly defaultValue?: NewValue;
}

/** An expression that both languages write alike: `subscription().tenantId`. */
export class Code {
  constructor(readonly text: string) {}
}

/** A call of a template function. */
export class Call {
  constructor(
    readonly name: string,
    readonly args: readonly NewValue[],
  ) {}
}

/** Text with values in it. */
export class JoinedText {
  constructor(readonly parts: readonly NewValue[]) {}
}

/** The value of a parameter of the same template. */
export class ParameterValue {
  constructor(readonly name: string) {}
}

/** An object whose property names are values: `{ '${identity.id}': {} }`. */
export class ComputedKeys {
  constructor(readonly entries: readonly (readonly [key: NewValue, value: NewValue])[]) {}
}
