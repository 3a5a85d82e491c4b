/**
 * The one Template model: what an ARM JSON template, a nested deployment and a Bicep file are turned into.
 *
 * Values in it are one expression tree, whatever they were written in: a Bicep ternary and an ARM `if()` are the same
 * call, an interpolated string is a call of `format`. All offsets are UTF-16, zero-based, into the text of `file`.
 */

/** A half-open range of UTF-16 offsets in the text of the template's file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a value was written as, before evaluation. */
export type Expression =
  | LiteralExpression
  | ObjectExpression
  | ArrayExpression
  | CallExpression
  | MemberExpression
  | IndexExpression
  | ParameterExpression
  | VariableExpression
  | SymbolExpression
  | LocalExpression
  | LambdaExpression
  | LoopExpression
  | DeferredExpression
  | InvalidExpression;

/**
 * A constant; a string is already unescaped. The span is all of what was written, the quotes of a string included, so
 * that a fix can replace the value. (The span of a whole ARM expression `"[...]"` lies inside its brackets.)
 */
export interface LiteralExpression {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly members: readonly ObjectMember[];
  readonly span: Span;
}

/** A part of an object, in source order; later ones win over earlier ones of the same name. */
export type ObjectMember =
  /** `name: value`. `name` is an expression only where the source computes it (Bicep `'${x}'`, ARM `"[x]"`). */
  | {
      readonly kind: 'property';
      readonly name: string | Expression;
      readonly nameSpan: Span;
      readonly value: Expression;
    }
  /** Bicep `...x`. */
  | { readonly kind: 'spread'; readonly value: Expression; readonly span: Span };

export interface ArrayExpression {
  readonly kind: 'array';
  readonly items: readonly ArrayItem[];
  readonly span: Span;
}

export type ArrayItem =
  | { readonly kind: 'item'; readonly value: Expression }
  | { readonly kind: 'spread'; readonly value: Expression; readonly span: Span };

/**
 * A call of a template function, and every operator as the function it compiles to: `if`, `equals`, `not`, `and`, `or`,
 * `less`, `lessOrEquals`, `greater`, `greaterOrEquals`, `add`, `sub`, `mul`, `div`, `mod`, `coalesce`, `format`,
 * `equalsIgnoreCase` (Bicep `=~`), unary minus as `sub(0, x)`.
 */
export interface CallExpression {
  readonly kind: 'call';
  /** Name as written, without the namespace `sys`/`az`; compared without letter case. */
  readonly name: string;
  /** Namespace of a user-defined function (ARM `contoso.f()`, Bicep `alias.f()` of a wildcard import). */
  readonly namespace?: string;
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
  readonly span: Span;
}

/** `target.name`; `safe` for `.?`. Bicep's `a::b` (nested resource) is `nested: true`. */
export interface MemberExpression {
  readonly kind: 'member';
  readonly target: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly safe: boolean;
  readonly nested?: boolean;
  readonly span: Span;
}

/** `target[index]`; `safe` for `[?i]`, `fromEnd` for `[^i]`. */
export interface IndexExpression {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
  readonly safe: boolean;
  readonly fromEnd: boolean;
  readonly span: Span;
}

/** `parameters('name')`, or a Bicep symbol that is a parameter. */
export interface ParameterExpression {
  readonly kind: 'parameter';
  readonly name: string;
  readonly span: Span;
}

/** `variables('name')`, or a Bicep symbol that is a variable. */
export interface VariableExpression {
  readonly kind: 'variable';
  readonly name: string;
  readonly span: Span;
}

/** A Bicep symbol that is a resource or a module, by its name in `resources` or `modules`. */
export interface SymbolExpression {
  readonly kind: 'symbol';
  readonly name: string;
  readonly span: Span;
}

/** A lambda's or a `for` expression's variable; ARM: `lambdaVariables('name')`. */
export interface LocalExpression {
  readonly kind: 'local';
  readonly name: string;
  readonly span: Span;
}

export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Expression;
  readonly span: Span;
}

/**
 * An array built by a loop: Bicep `[for item in items: body]`, an ARM `copy` of a property or variable.
 * ARM's `copyIndex(name, offset)` stays a call and finds its loop by `name` (the innermost where it has none).
 */
export interface LoopExpression {
  readonly kind: 'loop';
  readonly loop: Loop;
  readonly body: Expression;
  readonly span: Span;
}

/**
 * In a nested template of outer scope: an expression that is left when the names of the template around it are resolved, and
 * means the names of the nested one: `"[[parameters('x')]"`.
 */
export interface DeferredExpression {
  readonly kind: 'deferred';
  readonly expression: Expression;
  readonly span: Span;
}

/** Something that could not be read; evaluates to unknown. */
export interface InvalidExpression {
  readonly kind: 'invalid';
  readonly reason: string;
  readonly span: Span;
}

export interface Loop {
  /** ARM: the copy's name. Bicep: the name its compiled `copy` has (symbol of the resource, property or variable). */
  readonly name: string | undefined;
  /** Bicep: the array that is walked; ARM: the count. */
  readonly over:
    { readonly kind: 'items'; readonly items: Expression } | { readonly kind: 'count'; readonly count: Expression };
  /** Bicep's item variable and index variable. */
  readonly itemName?: string;
  readonly indexName?: string;
  /** Bicep `[for x in y: if (c) {...}]` on resources and modules. */
  readonly condition?: Expression;
}

export type DeploymentScope = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/**
 * A template. Where a getter may do work (parsing expressions), the work is done on first use and kept.
 * Names are keys in lower case: ARM compares them so.
 */
export interface Template {
  readonly file: string;
  readonly language: 'arm' | 'bicep';
  readonly scope: DeploymentScope;
  /** ARM `languageVersion` 2.0: `dependsOn`, `reference()` and `resourceInfo()` take symbolic names. Always true for Bicep. */
  readonly symbolicNames: boolean;
  readonly span: Span;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  /** Key: `namespace.name` in lower case; Bicep functions have no namespace: `name`. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  /** User-defined types. */
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** Bicep compile-time imports of types, variables and functions from other files. */
  readonly imports: readonly ImportDeclaration[];
  readonly resources: readonly ResourceDeclaration[];
  readonly modules: readonly ModuleDeclaration[];
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
}

export interface ParameterDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeShape;
  readonly secure: boolean;
  /** undefined: no default. */
  readonly defaultValue: () => Expression | undefined;
}

export interface VariableDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: () => Expression;
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: TypeShape }[];
  readonly body: () => Expression;
}

export interface OutputDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: () => Expression;
}

export interface TypeDeclaration {
  readonly name: string;
  readonly shape: TypeShape;
}

/** As much of a type as evaluation needs: which values it allows, and whether null is one of them. */
export interface TypeShape {
  readonly base: 'string' | 'int' | 'bool' | 'object' | 'array' | 'any';
  readonly nullable: boolean;
  /** A secret: its value is not shown. */
  readonly secure?: true;
  /** Closed set of values: `@allowed`, `allowedValues`, a union of literals. */
  readonly allowed?: readonly LiteralExpression[];
  /** Types of an object's properties, key in lower case. A getter of a template's type may be evaluated late. */
  readonly properties?: ReadonlyMap<string, () => TypeShape>;
  readonly items?: () => TypeShape;
  /** A name in `Template.types` (or an import), to be looked up when it is needed. */
  readonly reference?: string;
}

export interface ImportDeclaration {
  readonly path: string;
  readonly pathSpan: Span;
  /** `{a as b}`: original to local name. */
  readonly names: readonly { readonly name: string; readonly as: string; readonly span: Span }[];
  /** `* as ns`. */
  readonly wildcard?: string;
}

/** A declared resource, of whatever nesting: children of a resource stand beside it with `parent` set. */
export interface ResourceDeclaration {
  readonly kind: 'resource';
  /** Symbolic name: Bicep, or ARM with `languageVersion` 2.0. */
  readonly symbol?: string;
  /** Alias of the extension that the resource belongs to (ARM `import` or `extension`, Kubernetes and the like); Azure's own have none. */
  readonly extension?: string;
  /** Full type, `Microsoft.Compute/disks`; of a child `Microsoft.KeyVault/vaults/keys`. */
  readonly type: string;
  readonly apiVersion: string;
  /** Where something missing is marked when no inner object exists: Bicep the symbolic name; JSON the value of `type`, without its quotes. */
  readonly nameSpan: Span;
  readonly span: Span;
  /** Span of the object `{...}` that is the resource: JSON the whole resource object. */
  readonly bodySpan: Span;
  readonly existing: boolean;
  /** ARM, top level: the whole name with slashes. With `parent`: only the own segment(s). */
  readonly name: () => Expression;
  /** Bicep `parent:` or nesting, ARM nesting. */
  readonly parent?: { readonly declaration: ResourceDeclaration; readonly expression?: Expression };
  /** Bicep `scope:`; ARM `scope`. */
  readonly scope?: () => Expression;
  /** ARM with symbolic names: where an `existing` resource lies. */
  readonly subscriptionId?: () => Expression;
  readonly resourceGroup?: () => Expression;
  readonly condition?: () => Expression;
  readonly loop?: Loop;
  /** ARM: loop mode serial and batch size do not matter to us. */
  /** The whole object as written, `type` and `apiVersion` and `name` included where the language has them there. */
  readonly body: () => ObjectExpression;
  /** Explicit `dependsOn` entries. */
  readonly dependsOn: () => readonly Expression[];
}

/** A nested deployment or a Bicep module. */
export interface ModuleDeclaration {
  readonly kind: 'module';
  readonly symbol?: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly bodySpan: Span;
  /** undefined: a Bicep module without a name (the compiler makes one from the symbol). */
  readonly name: () => Expression | undefined;
  readonly source: ModuleSource;
  /** Parameter values by name (lower case); the value's expression belongs to the declaring template. */
  readonly parameters: () => ReadonlyMap<string, ModuleArgument>;
  /**
   * ARM: all of `parameters` as one expression, whose value is an object of `{value}` objects; invalid for a
   * `parametersLink`. Then `parameters` is empty, and what it does not tell is unknown.
   */
  readonly computedParameters?: () => Expression;
  /** Bicep `scope:`. */
  readonly scope?: () => Expression;
  /** ARM `subscriptionId` / `resourceGroup` / `scope` of the deployment resource. */
  readonly subscriptionId?: () => Expression;
  readonly resourceGroup?: () => Expression;
  readonly condition?: () => Expression;
  readonly loop?: Loop;
  readonly dependsOn: () => readonly Expression[];
  /** The body as written, for implicit dependencies. */
  readonly body: () => ObjectExpression;
}

export interface ModuleArgument {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

export type ModuleSource =
  /**
   * ARM `properties.template`, or the object that it is a variable or default of; `outer`: expressions are evaluated with the
   * parent's parameters and variables first. `parameter`: the default that was followed, which counts where the parameter is not given.
   */
  | {
      readonly kind: 'inline';
      readonly template: () => Template;
      readonly evaluation: 'inner' | 'outer';
      readonly parameter?: string;
    }
  /** ARM `properties.template` that is an expression of which the value is not looked into. */
  | { readonly kind: 'computed'; readonly span: Span }
  /** Bicep path or ARM `templateLink.relativePath`, relative to the declaring file. */
  | { readonly kind: 'path'; readonly path: string; readonly span: Span; readonly parameter?: string }
  /** `br:`, `ts:`, `br/alias:`, `templateLink.uri`/`id`: content unknown unless restored. */
  | { readonly kind: 'remote'; readonly reference: string; readonly span: Span };
