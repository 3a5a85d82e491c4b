/** What a template has that a completion can refer to, read from its text as it stands; the values only where they are asked for. */
import { declarationAt, symbolFrom, chainAt } from '../../edits/bicep-symbols.js';
import { dependencyOn, propertyValue } from '../../edits/arm-resources.js';
import { readPath } from '../../evaluation/access.js';
import { createDeployment } from '../../evaluation/create-deployment.js';
import type { Deployment, ModuleLoader } from '../../evaluation/deployment.js';
import { evaluate } from '../../evaluation/evaluate.js';
import type { Value } from '../../evaluation/value.js';
import type { Expression, ModuleDeclaration, ResourceDeclaration, Template } from '../../template/model.js';
import type { ArmSource, BicepSource } from '../../workspace/source-file.js';

export type TemplateSource = ArmSource | BicepSource;

/** The template around a place of a file: the file's own, or a nested one. */
export class Surroundings {
  readonly template: Template;
  private deployment: Deployment | undefined;
  private readonly bodies = new Map<ResourceDeclaration, Value>();

  constructor(
    readonly source: TemplateSource,
    readonly offset: number,
    private readonly loader: ModuleLoader | undefined,
  ) {
    this.template = templateAt(source.template, offset);
  }

  /** The deployment of the template with its defaults. */
  get evaluated(): Deployment {
    return (this.deployment ??= createDeployment(
      this.template,
      this.loader === undefined ? {} : { loader: this.loader },
    ));
  }

  /** The innermost resource around the place. */
  get resource(): ResourceDeclaration | undefined {
    return this.template.resources
      .filter(({ bodySpan }) => bodySpan.start < this.offset && this.offset < bodySpan.end)
      .reduce<ResourceDeclaration | undefined>(
        (inner, one) => (inner === undefined || inner.bodySpan.start < one.bodySpan.start ? one : inner),
        undefined,
      );
  }

  /** Resources of these types that can be referred to: the nearest one above first, then the ones above it, then those below. */
  ofType(...types: readonly string[]): ResourceDeclaration[] {
    const wanted = new Set(types.map((type) => type.toLowerCase()));
    const found = this.template.resources.filter(
      (one) => one.loop === undefined && wanted.has(one.type.toLowerCase()) && one !== this.resource,
    );
    const above = found.filter(({ span }) => span.end <= this.offset).reverse();
    return [...above, ...found.filter(({ span }) => span.end > this.offset)];
  }

  /** The value at a path of a resource's body. */
  valueAt(declaration: ResourceDeclaration, ...path: readonly string[]): Value {
    let body = this.bodies.get(declaration);
    if (body === undefined) this.bodies.set(declaration, (body = this.valueOf(declaration.body())));
    return readPath(body, path, { file: this.template.file, ...declaration.nameSpan });
  }

  valueOf(expression: Expression): Value {
    return evaluate(expression, { deployment: this.evaluated, locals: undefined });
  }

  /** The template of another file; undefined where it is not at hand. */
  load(path: string): Template | undefined {
    const loaded = this.loader?.load(this.template.file, path);
    return loaded === undefined || 'missing' in loaded ? undefined : loaded;
  }

  /** How a property of a resource is written here: Bicep `set.id`, JSON the expression without its brackets. */
  reference(declaration: ResourceDeclaration | ModuleDeclaration, path: readonly string[]): string | undefined {
    const { source } = this;
    if (source.kind === 'arm') return propertyValue(source.json, declaration, path)?.code;
    const symbol = this.symbol(declaration);
    return symbol === undefined ? undefined : [symbol, ...path].join('.');
  }

  /** The name of a resource in a Bicep file, as it is said at this place. */
  symbol(declaration: ResourceDeclaration | ModuleDeclaration): string | undefined {
    const { source } = this;
    if (source.kind === 'arm') return declaration.symbol;
    const place = declarationAt(source.tree, declaration.span);
    return place === undefined ? undefined : symbolFrom(chainAt(source.tree, this.offset), place);
  }

  /** The entry of `dependsOn` that stands for a resource, as it is written. */
  dependency(declaration: ResourceDeclaration): string | undefined {
    if (this.source.kind === 'bicep') return this.symbol(declaration);
    return declaration.existing ? undefined : dependencyOn(this.source.json, declaration)?.preferred.text;
  }
}

/** The innermost template around an offset. */
function templateAt(template: Template, offset: number): Template {
  for (const { source, bodySpan } of template.modules) {
    if (source.kind !== 'inline' || offset <= bodySpan.start || bodySpan.end <= offset) continue;
    const inner = source.template();
    if (inner.span.start < offset && offset < inner.span.end) return templateAt(inner, offset);
  }
  return template;
}
