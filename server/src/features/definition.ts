/**
 * Where the set, key or vault is declared that an id or a URL names, and where the parameter of a module is. What other
 * extensions answer is left to them where they are there: an answer that comes twice is shown as a choice of two.
 */
import type { Location, LocationLink } from 'vscode-languageserver';
import { identityOf } from '../evaluation/identity.js';
import { nodesOf } from '../inventory/nodes.js';
import type { InventoryNode } from '../inventory/nodes.js';
import { evaluate } from '../evaluation/evaluate.js';
import type { Expression, Span, Template } from '../template/model.js';
import type { TemplatePlace } from '../template/place.js';
import { templateOfFile } from '../workspace/source-file.js';
import { resolvePath } from '../workspace/paths.js';
import type { CheckedFile } from '../workspace/checker.js';
import { namingAt, placeAt } from './at-place.js';
import { argumentAt, isIn, parameterOfModule } from './parameter-place.js';
import type { CursorPlace } from './at-place.js';
import type { OtherExtensions } from '../protocol.js';
import type { ClientFiles } from './client.js';
import { rangeOf } from './diagnostics.js';

/** A declaration: all of it, and its name. */
export interface Target {
  readonly file: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface DefinitionAnswer {
  /** The text that is a link to it. */
  readonly from: Span;
  readonly targets: readonly Target[];
}

/** The declarations that what stands at an offset leads to; undefined: none of ours. */
export function definitionAt(
  checked: CheckedFile,
  offset: number,
  others: OtherExtensions,
): DefinitionAnswer | undefined {
  const { file } = checked;
  if (file?.kind === 'parameters' || file?.kind === 'bicepparam') return inParameterFile(checked, offset, others);
  const found = placeAt(checked, offset);
  if (found === undefined) return undefined;
  const { place } = found;
  const isLeft = place.template.language === 'bicep' ? others.bicep : others.armTools;
  if (place.onName) return ofModuleParameter(checked, place, others);
  const innermost = place.expressions.at(-1);
  if (innermost !== undefined && isIdentifier(innermost)) {
    return isLeft ? undefined : (ofIdentifier(place, innermost) ?? ofNode(found));
  }
  return ofNode(found);
}

/** What a language server for the language itself knows: names of the template. */
function isIdentifier({ kind }: Expression): boolean {
  return kind === 'symbol' || kind === 'parameter' || kind === 'variable' || kind === 'member' || kind === 'local';
}

function ofNode(found: CursorPlace): DefinitionAnswer | undefined {
  const naming = namingAt(found);
  if (naming === undefined) return undefined;
  const targets = unique(found.readings.flatMap((reading) => naming.nodesIn(reading).flatMap(declarationOf)));
  return targets.length === 0 ? undefined : { from: naming.span, targets };
}

/** Where a node is declared; nothing for one of which the template has only the id. */
export function declarationOf({ resource }: InventoryNode): Target[] {
  if (resource === undefined) return [];
  const { declaration, deployment } = resource;
  return [{ file: deployment.template.file, span: declaration.span, nameSpan: declaration.nameSpan }];
}

function ofIdentifier({ template }: TemplatePlace, expression: Expression): DefinitionAnswer | undefined {
  const to = (declaration: { nameSpan: Span; span?: Span } | undefined): DefinitionAnswer | undefined => {
    if (declaration === undefined) return undefined;
    const { nameSpan, span = nameSpan } = declaration;
    return { from: expression.span, targets: [{ file: template.file, span, nameSpan }] };
  };
  switch (expression.kind) {
    case 'parameter':
      return to(template.parameters.get(expression.name.toLowerCase()));
    case 'variable':
      return to(template.variables.get(expression.name.toLowerCase()));
    case 'symbol': {
      const wanted = expression.name.toLowerCase();
      return to([...template.resources, ...template.modules].find(({ symbol }) => symbol?.toLowerCase() === wanted));
    }
    default:
      return undefined;
  }
}

/** `params: { name: ... }` of a module, `parameters` of a nested or linked deployment. */
function ofModuleParameter(
  { sourceOf }: CheckedFile,
  place: TemplatePlace,
  others: OtherExtensions,
): DefinitionAnswer | undefined {
  const { within, property, template } = place;
  if (within.kind !== 'module' || property === undefined || typeof property.name !== 'string') return undefined;
  if (template.language === 'bicep' && others.bicep) return undefined;
  if (parameterOfModule(place) !== property.name) return undefined;
  const { source } = within;
  let target: Template | undefined;
  if (source.kind === 'inline') target = source.template();
  else if (source.kind === 'path') target = templateOfFile(sourceOf(resolvePath(template.file, source.path)));
  const parameter = target?.parameters.get(property.name.toLowerCase());
  if (target === undefined || parameter === undefined) return undefined;
  const { nameSpan } = parameter;
  return { from: property.nameSpan, targets: [{ file: target.file, span: nameSpan, nameSpan }] };
}

function inParameterFile(checked: CheckedFile, offset: number, others: OtherExtensions): DefinitionAnswer | undefined {
  const { file, analyses } = checked;
  if (file?.kind !== 'parameters' && file?.kind !== 'bicepparam') return undefined;
  const argument = argumentAt(file, offset);
  if (argument === undefined) return undefined;
  const { name, nameSpan, value } = argument;
  if (isIn(nameSpan, offset)) {
    if (file.kind === 'parameters' ? others.armTools : others.bicep) return undefined;
    const targets = analyses.flatMap(({ root: { template } }) => {
      const parameter = template.parameters.get(name.toLowerCase());
      return parameter === undefined
        ? []
        : [{ file: template.file, span: parameter.nameSpan, nameSpan: parameter.nameSpan }];
    });
    return targets.length === 0 ? undefined : { from: nameSpan, targets: unique(targets) };
  }
  const targets = analyses.flatMap(({ root, inventory }) => {
    const identity = identityOf(evaluate(value, { deployment: root, locals: undefined }));
    return identity === undefined ? [] : nodesOf(inventory, identity).flatMap(declarationOf);
  });
  return targets.length === 0 ? undefined : { from: value.span, targets: unique(targets) };
}

export function unique(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((one) => [`${one.file} ${String(one.nameSpan.start)}`, one])).values()];
}

/** The answer in the client's terms; links with the text they come from where the client takes these. */
export function definitionLinks(
  { from, targets }: DefinitionAnswer,
  path: string,
  files: ClientFiles,
  takesLinks: boolean,
): Location[] | LocationLink[] {
  const source = files(path);
  const found = targets.flatMap(({ file, span, nameSpan }) => {
    const target = files(file);
    if (target === undefined) return [];
    const { uri } = target.document;
    return [{ uri, range: rangeOf(target, nameSpan), whole: rangeOf(target, span) }];
  });
  if (!takesLinks || source === undefined) return found.map(({ uri, range }) => ({ uri, range }));
  return found.map(({ uri, range, whole }): LocationLink => ({
    originSelectionRange: rangeOf(source, from),
    targetUri: uri,
    targetRange: whole,
    targetSelectionRange: range,
  }));
}
