/** What a fix, a wizard or a migration wants, in template terms; `json.ts` and `bicep.ts` write it as text edits. */
import type { Origin } from '../evaluation/value.js';
import type { ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import type {
  Anchor,
  Call,
  Code,
  ComputedKeys,
  JoinedText,
  NewParameter,
  NewResource,
  ParameterValue,
} from './new-resource.js';

/** A declared resource or module, in its file. */
export interface Declared {
  readonly file: string;
  readonly declaration: ResourceDeclaration | ModuleDeclaration;
}

/** A value to be written, in either language. */
export type NewValue =
  | string
  | number
  | boolean
  | null
  | readonly NewValue[]
  | { readonly [name: string]: NewValue }
  /** A property of a declared resource: Bicep `des.id`, JSON `[resourceId(...)]` or `[reference(...)...]`. */
  | PropertyOf
  /** What stands elsewhere in the file, as it is written: a value that moves. */
  | WrittenAt
  | Code
  | Call
  | JoinedText
  | ParameterValue
  | ComputedKeys;

export class PropertyOf {
  constructor(
    readonly resource: Anchor,
    /** `['id']`, `['name']`, `['properties', 'keyUriWithVersion']`. */
    readonly path: readonly string[],
  ) {}
}

export class WrittenAt {
  constructor(readonly at: Origin) {}
}

export type Change =
  /** Puts another value in the place of the one at `at` (a whole expression, quotes included). */
  | { readonly kind: 'replace'; readonly at: Origin; readonly value: NewValue }
  /**
   * Sets a property, making the objects on the way. `path` starts at the resource's body as JSON has it (`properties`,
   * `identity`); array positions are text (`'0'`). Where the path leads through a variable or a parameter default, the
   * property is set in the object there, if it is used once; else the change is not possible.
   */
  | { readonly kind: 'set'; readonly resource: Declared; readonly path: readonly string[]; readonly value: NewValue }
  /** Sets a property of the object literal that stands at `object`. */
  | { readonly kind: 'setIn'; readonly object: Origin; readonly path: readonly string[]; readonly value: NewValue }
  /** Removes the property (or array item) whose value stands at `at`, with its comma. */
  | { readonly kind: 'remove'; readonly at: Origin }
  /** Adds items to the array literal at `array`. */
  | { readonly kind: 'append'; readonly array: Origin; readonly items: readonly NewValue[] }
  /**
   * Makes `resource` wait for `on`; both are declared in the same file, or `on` is added to it. `named`: another change
   * makes the resource name it, which is enough in Bicep.
   */
  | { readonly kind: 'addDependency'; readonly resource: Declared; readonly on: Anchor; readonly named?: boolean }
  /**
   * Adds a resource to the template of `near`: in Bicep before it, or `behind` it, in JSON at the end. Without `near`, at
   * the end of the file's own template.
   */
  | {
      readonly kind: 'addResource';
      readonly file: string;
      readonly near: Declared | undefined;
      readonly behind?: boolean;
      readonly resource: NewResource;
    }
  /** Adds a parameter to the template of `near`, or the file's own. */
  | {
      readonly kind: 'addParameter';
      readonly file: string;
      readonly near: Declared | undefined;
      readonly parameter: NewParameter;
    }
  | { readonly kind: 'removeResource'; readonly resource: Declared }
  /** Renames a property that the expression at `at` reads, `key.properties.keyUri`: its last occurrence there. */
  | { readonly kind: 'replaceMember'; readonly at: Origin; readonly name: string; readonly by: string }
  /** Replaces a part of the text as it stands: for names inside expressions. */
  | { readonly kind: 'replaceText'; readonly at: Origin; readonly text: string };

/** A fix as a rule states it. */
export interface Fix {
  readonly title: string;
  /** The one obvious answer; applied by fix-all and `--fix`. */
  readonly preferred: boolean;
  readonly changes: readonly Change[];
}

/** The smallest edit of a text: UTF-16 offsets of the text before all edits. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}
