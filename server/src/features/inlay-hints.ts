/** The value of an expression that decides about encryption, behind it, where the text is not the value already. */
import type { InlayHint } from 'vscode-languageserver';
import { valuesAt } from '../evaluation/values-at.js';
import { textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { displayName, displayText } from '../inventory/display-text.js';
import type {
  Expression,
  LoopExpression,
  ModuleDeclaration,
  ResourceDeclaration,
  Span,
  Template,
} from '../template/model.js';
import type { TemplatePlace } from '../template/place.js';
import type { CheckedFile } from '../workspace/checker.js';
import { isComposite, namedBy, readingsOf } from './at-place.js';
import type { Reading } from './at-place.js';
import type { ClientFile } from './client.js';
import { rolesOf } from './explain/property.js';
import { topicOf } from './explain/topics.js';
import type { TopicId } from './explain/topics.js';

/** Blocks, and properties whose values say nothing by themselves. */
const WITHOUT_HINT: ReadonlySet<TopicId> = new Set<TopicId>([
  'diskEncryption',
  'securityProfile',
  'activeKey',
  'setIdentity',
  'ade',
  'federatedClientId',
  'accessPolicy',
]);
const LONGEST = 60;
const MOST_HINTS = 300;
const MOST_VALUES = 3;
const DEEPEST = 24;

/**
 * The hints between two offsets, one step for each resource and each expression that is looked at: undefined for one without
 * a hint. Who asks for all of a large file can do other things in between.
 */
export function* inlayHints(checked: CheckedFile, file: ClientFile, range: Span): Generator<InlayHint | undefined> {
  const source = checked.file;
  if (source?.kind !== 'arm' && source?.kind !== 'bicep') return;
  let count = 0;
  for (const asked of expressionsIn(source.template, range)) {
    const hint = asked && hintFor(checked, file, asked);
    yield hint;
    if (hint !== undefined && ++count >= MOST_HINTS) return;
  }
}

interface Asked {
  readonly place: TemplatePlace;
  readonly expression: Expression;
  /** The value is the id of a role, told by its name. */
  readonly isRole?: boolean;
}

/** The properties in a range that matter: those of resources by their topic, parameters of modules by what they name. undefined: a resource begins. */
function* expressionsIn(template: Template, range: Span): Generator<Asked | undefined> {
  for (const module of template.modules) {
    if (module.source.kind === 'inline') {
      const inner = module.source.template();
      if (inner.file === template.file && overlaps(inner.span, range)) yield* expressionsIn(inner, range);
    }
    if (!overlaps(module.span, range)) continue;
    for (const { value } of module.parameters().values()) {
      if (overlaps(value.span, range)) yield { place: placeIn(template, module, [], [], value), expression: value };
    }
  }
  for (const resource of template.resources) {
    if (!overlaps(resource.span, range)) continue;
    yield undefined;
    for (const { path, loops, value } of propertiesIn(resource.body(), [], [], range)) {
      const topic = topicOf(resource.type, path);
      if (topic === undefined || WITHOUT_HINT.has(topic.id)) continue;
      const place = placeIn(template, resource, path, loops, value);
      yield { place, expression: value, isRole: topic.id === 'role' };
    }
  }
}

function placeIn(
  template: Template,
  within: ResourceDeclaration | ModuleDeclaration,
  path: readonly string[],
  loops: readonly LoopExpression[],
  value: Expression,
): TemplatePlace {
  return { template, within, inHeader: false, path, loops, property: undefined, onName: false, expressions: [value] };
}

type Found = Pick<TemplatePlace, 'path' | 'loops'> & { readonly value: Expression };

function* propertiesIn(
  expression: Expression,
  path: readonly string[],
  loops: readonly LoopExpression[],
  range: Span,
): Generator<Found> {
  if (path.length > DEEPEST) return;
  if (expression.kind === 'object') {
    for (const member of expression.members) {
      if (member.kind !== 'property' || typeof member.name !== 'string') continue;
      const { value } = member;
      if (!overlaps(value.span, range)) continue;
      const own = [...path, member.name];
      if (isComposite(value)) yield* propertiesIn(value, own, loops, range);
      else if (value.kind !== 'literal') yield { path: own, loops, value };
    }
  } else if (expression.kind === 'array') {
    for (const [index, { value }] of expression.items.entries()) {
      if (overlaps(value.span, range)) yield* propertiesIn(value, [...path, String(index)], loops, range);
    }
  } else if (expression.kind === 'loop') {
    yield* propertiesIn(expression.body, [...path, '*'], [...loops, expression], range);
  }
}

function hintFor(
  checked: CheckedFile,
  { document }: ClientFile,
  { place, expression, isRole = false }: Asked,
): InlayHint | undefined {
  if (expression.kind === 'literal' || isComposite(expression)) return undefined;
  const readings = readingsOf(checked, place);
  const texts = new Set<string>();
  const written = checked.file?.text.slice(expression.span.start, expression.span.end) ?? '';
  for (const reading of readings) {
    const found = isRole ? rolesAt(place, expression, reading) : textsAt(place, expression, reading);
    if (found === undefined) return undefined;
    for (const text of found) texts.add(text);
  }
  const [only] = texts;
  if (only === undefined) return undefined;
  // `des.id` where the set is named `des`, or the name in `resourceId(...)`: the text says it already.
  if (texts.size === 1 && speaksOf(written, only)) return undefined;
  const shown = [...texts].slice(0, MOST_VALUES);
  const label = `= ${[...shown, ...(texts.size > MOST_VALUES ? ['…'] : [])].join(' | ')}`;
  if (label.length > LONGEST) return undefined;
  return { position: document.positionAt(endOf(checked, expression)), label, paddingLeft: true };
}

function speaksOf(written: string, text: string): boolean {
  const at = written.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return false;
  const around = `${written.charAt(at - 1)}${written.charAt(at + text.length)}`;
  return !/[\w-]/.test(around);
}

/** A hint stands behind the quotes and brackets of an ARM expression. */
function endOf({ file }: CheckedFile, { span }: Expression): number {
  return file?.kind === 'arm' && file.text.slice(span.end, span.end + 2) === ']"' ? span.end + 2 : span.end;
}

/** The names of the roles; undefined: of none, or of one that has nothing to do with keys. */
function rolesAt(place: TemplatePlace, expression: Expression, reading: Reading): readonly string[] | undefined {
  const roles = rolesOf(valuesAt(place, expression, reading.context));
  return roles.length === 0 ? undefined : roles.map(({ name }) => name);
}

/** One text for each iteration of the loops around; undefined: one of them cannot be said. */
function textsAt(place: TemplatePlace, expression: Expression, reading: Reading): readonly string[] | undefined {
  const nodes = namedBy(place, expression, reading);
  if (nodes.length > 0) return nodes.map(({ name }) => name);
  if (place.within.kind === 'module') return undefined;
  const texts = valuesAt(place, expression, reading.context).map(valueText);
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
}

function valueText(value: Value): string | undefined {
  switch (value.kind) {
    case 'literal':
      return textOf(value) ?? String(value.value);
    case 'resourceId':
      return displayName(value.identity);
    case 'choice': {
      const texts = value.cases.map((one) => valueText(one.value));
      return texts.every((text) => text !== undefined) ? [...new Set(texts)].join(' | ') : undefined;
    }
    case 'unknown':
      return value.term.kind === 'text' ? displayText(value) : undefined;
    case 'object':
    case 'array':
    case 'reference':
    case 'absent':
      return undefined;
  }
}

function overlaps(span: Span, range: Span): boolean {
  return span.start <= range.end && range.start <= span.end;
}
