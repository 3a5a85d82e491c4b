/**
 * The syntax tree of a `.bicep` or `.bicepparam` file: plain data, one discriminated union.
 *
 * Every node has `start` and `end`, zero-based UTF-16 offsets into the text, `end` exclusive. What could not be read is
 * a `skipped` node (`start === end` where something is missing), and a missing name is an identifier with an empty name.
 */

import type {
  Expression,
  ForExpression,
  IfExpression,
  ObjectExpression,
  Property,
  Spread,
  StringChunk,
  StringLike,
} from './tree-expressions.js';
import type { Identifier, Skipped, Span } from './tree-parts.js';
import type { TupleItem, TypeAdditionalProperties, TypeExpression, TypeProperty } from './tree-types.js';

export type * from './tree-expressions.js';
export type * from './tree-parts.js';
export type * from './tree-types.js';

/** A parsed file. Always usable: where `errors` is not empty, the statements around the errors are still there. */
export interface BicepFile extends Span {
  kind: 'file';
  language: BicepLanguage;
  statements: Statement[];
  /** All comments in source order. */
  comments: Comment[];
  /** All `#disable-...` and `#restore-...` lines in source order. */
  directives: Directive[];
  /** In source order. Empty exactly when the Bicep compiler would find no syntax error either. */
  errors: BicepSyntaxError[];
  /** True if some part is nested too deeply and was left out as `skipped`. */
  limitReached: boolean;
}

export type BicepLanguage = 'bicep' | 'bicepparam';

/** A syntax error. `code` is the Bicep compiler's own code where it has one for this error. */
export interface BicepSyntaxError extends Span {
  code: string;
  message: string;
}

/** A `//` or block comment, its delimiters included. */
export interface Comment extends Span {
  kind: 'comment';
  block: boolean;
}

/** A line such as `#disable-next-line BCP037`. The span ends with the last code. */
export interface Directive extends Span {
  kind: 'directive';
  name: 'disable-next-line' | 'disable-diagnostics' | 'restore-diagnostics';
  codes: DirectiveCode[];
}

export interface DirectiveCode extends Span {
  code: string;
}

/** Every declaration: `start` is at its first decorator, `keywordStart` at its keyword. */
interface Declaration extends Span {
  decorators: Decorator[];
  keywordStart: number;
}

export type Statement =
  | TargetScopeStatement
  | MetadataDeclaration
  | ParameterDeclaration
  | ParameterAssignment
  | VariableDeclaration
  | ResourceDeclaration
  | ModuleDeclaration
  | TestDeclaration
  | OutputDeclaration
  | TypeDeclaration
  | FunctionDeclaration
  | ImportDeclaration
  | ExtensionDeclaration
  | ExtensionConfigDeclaration
  | AssertDeclaration
  | UsingDeclaration
  | ExtendsDeclaration
  | DanglingDecorators
  | Skipped;

/** `@secure()`, `@sys.description('...')`. */
export interface Decorator extends Span {
  kind: 'decorator';
  /** A variable, member, call or method call. */
  expression: Expression;
}

/** Decorators that no declaration follows. */
export interface DanglingDecorators extends Span {
  kind: 'danglingDecorators';
  decorators: Decorator[];
}

/** `targetScope = 'subscription'`. */
export interface TargetScopeStatement extends Declaration {
  kind: 'targetScope';
  value: Expression;
}

/** `metadata name = value`. */
export interface MetadataDeclaration extends Declaration {
  kind: 'metadata';
  name: Identifier;
  value: Expression;
}

/** `param name type = default` in a `.bicep` file. */
export interface ParameterDeclaration extends Declaration {
  kind: 'parameter';
  name: Identifier;
  type: TypeExpression;
  defaultValue: Expression | undefined;
}

/** `param name = value` in a `.bicepparam` file. */
export interface ParameterAssignment extends Declaration {
  kind: 'parameterAssignment';
  name: Identifier;
  value: Expression;
}

/** `var name = value`, optionally with a type. */
export interface VariableDeclaration extends Declaration {
  kind: 'variable';
  name: Identifier;
  type: TypeExpression | undefined;
  value: Expression;
}

/** `resource name 'type@version' existing = body`, at the top or nested in a resource body. */
export interface ResourceDeclaration extends Declaration {
  kind: 'resource';
  name: Identifier;
  type: StringLike | Skipped;
  /** The keyword `existing`, if it is there. */
  existing: Identifier | undefined;
  body: DeclarationBody;
}

/** `module name 'path' = body`. */
export interface ModuleDeclaration extends Declaration {
  kind: 'module';
  name: Identifier;
  path: StringLike | Skipped;
  body: DeclarationBody;
}

/** `test name 'path' = { ... }` (experimental in Bicep). */
export interface TestDeclaration extends Declaration {
  kind: 'test';
  name: Identifier;
  path: StringLike | Skipped;
  body: ObjectExpression | Skipped;
}

/** The right side of a resource or module: `{...}`, `if (...) {...}`, `[for ...: ...]`. */
export type DeclarationBody = ObjectExpression | IfExpression | ForExpression | Skipped;

/** `output name type = value`. */
export interface OutputDeclaration extends Declaration {
  kind: 'output';
  name: Identifier;
  type: TypeExpression;
  value: Expression;
}

/** `type name = type`. */
export interface TypeDeclaration extends Declaration {
  kind: 'type';
  name: Identifier;
  value: TypeExpression;
}

/** `func name(parameter type, ...) type => body`. */
export interface FunctionDeclaration extends Declaration {
  kind: 'function';
  name: Identifier;
  parameters: FunctionParameter[];
  returnType: TypeExpression;
  body: Expression;
}

export interface FunctionParameter extends Span {
  kind: 'functionParameter';
  name: Identifier;
  type: TypeExpression;
}

/** `import {a, b as c} from 'path'` or `import * as x from 'path'`. */
export interface ImportDeclaration extends Declaration {
  kind: 'import';
  symbols: ImportedSymbols | ImportedNamespace | Skipped;
  path: StringLike | Skipped;
}

export interface ImportedSymbols extends Span {
  kind: 'importedSymbols';
  symbols: (ImportedSymbol | Skipped)[];
}

/** `name`, `name as alias`, `'name' as alias`. */
export interface ImportedSymbol extends Span {
  kind: 'importedSymbol';
  name: Identifier | StringLike;
  alias: Identifier | undefined;
}

/** `* as alias`. */
export interface ImportedNamespace extends Span {
  kind: 'importedNamespace';
  alias: Identifier;
}

/** `extension name with {...} as alias`, also in its old form `import 'name@version' as alias`. */
export interface ExtensionDeclaration extends Declaration {
  kind: 'extension';
  specification: Identifier | StringLike | Skipped;
  config: ObjectExpression | Skipped | undefined;
  alias: Identifier | undefined;
}

/** `extensionConfig alias with {...}` in a `.bicepparam` file. */
export interface ExtensionConfigDeclaration extends Declaration {
  kind: 'extensionConfig';
  name: Identifier;
  config: ObjectExpression | Skipped;
}

/** `assert name = condition` (experimental in Bicep). */
export interface AssertDeclaration extends Declaration {
  kind: 'assert';
  name: Identifier;
  value: Expression;
}

/** `using 'path'`, `using none`, optionally `with {...}`, in a `.bicepparam` file. */
export interface UsingDeclaration extends Declaration {
  kind: 'using';
  /** An identifier only for the keyword `none`. */
  path: StringLike | Identifier | Skipped;
  config: ObjectExpression | Skipped | undefined;
}

/** `extends 'path'` in a `.bicepparam` file. */
export interface ExtendsDeclaration extends Declaration {
  kind: 'extends';
  path: StringLike | Skipped;
}

/** Everything that `childrenOf` and `findPath` can return. */
export type BicepNode =
  | BicepFile
  | Statement
  | Decorator
  | Identifier
  | FunctionParameter
  | ImportedSymbols
  | ImportedSymbol
  | ImportedNamespace
  | Expression
  | Spread
  | Property
  | StringChunk
  | TypeExpression
  | TypeProperty
  | TypeAdditionalProperties
  | TupleItem;
