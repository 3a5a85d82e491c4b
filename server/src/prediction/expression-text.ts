/** Values as ARM expressions, in the form in which Azure's engine leaves what it cannot compute. */
import { VALUE_DEPTH, plainOf } from '../evaluation/plain.js';
import { identityExpression } from '../evaluation/canonical.js';
import { conditionText, formatText, literalText, quoted } from '../evaluation/expression-writing.js';
import type { Case, ReferenceValue, Term, Value } from '../evaluation/value.js';

/** Expressions in expressions double in length with each use: longer ones end in an ellipsis. */
const MAX_LENGTH = 32_768;

/** By what a value consists of: the same value at another place is a copy that shares it. */
const cache = new WeakMap<object, string>();

/** Expressions that are being written, in each other. */
let depth = 0;

/** The value as an expression without brackets: `'text'`, `1`, `reference('/subscriptions/...', '2024-03-02').id`. */
export function expressionText(value: Value): string {
  const content = contentOf(value);
  if (content === undefined) return textOfValue(value);
  const known = cache.get(content);
  if (known !== undefined) return known;
  if (depth >= VALUE_DEPTH) return '...';
  depth++;
  try {
    const text = textOfValue(value);
    const kept = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text;
    cache.set(content, kept);
    return kept;
  } finally {
    depth--;
  }
}

function contentOf(value: Value): object | undefined {
  switch (value.kind) {
    case 'object':
      return value.entries;
    case 'array':
      return value.items;
    case 'choice':
      return value.cases;
    case 'unknown':
      return value.term;
    case 'literal':
    case 'resourceId':
    case 'reference':
    case 'absent':
      return undefined;
  }
}

function textOfValue(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return literalText(value.value);
    case 'object': {
      if (value.term !== undefined) return termText(value.term);
      const parts = [...value.entries.values()].flatMap(({ name, value: part }) => [
        quoted(name),
        expressionText(part),
      ]);
      for (const { name, value: part } of value.computed ?? []) parts.push(expressionText(name), expressionText(part));
      return `createObject(${parts.join(', ')})`;
    }
    case 'array':
      if (value.term !== undefined) return termText(value.term);
      return `createArray(${value.items.map(expressionText).join(', ')})`;
    case 'choice':
      return choiceText(value.cases);
    case 'resourceId': {
      const id = plainOf(value);
      return typeof id === 'string' ? quoted(id) : identityExpression(value.identity);
    }
    case 'reference':
      return referenceText(value);
    case 'absent':
      return 'null()';
    case 'unknown':
      return termText(value.term);
  }
}

function choiceText(cases: readonly Case[]): string {
  const [first, ...rest] = cases;
  if (first === undefined) return 'null()';
  if (rest.length === 0) return expressionText(first.value);
  return `if(${conditionText(first.when)}, ${expressionText(first.value)}, ${choiceText(rest)})`;
}

/** `reference(id, version)` is the properties of a resource, with `'Full'` the resource. */
function referenceText({ identity, path, of, apiVersion }: ReferenceValue): string {
  const id = expressionText({ kind: 'resourceId', identity, origin: NOWHERE });
  const known = apiVersion ?? (of?.kind === 'resource' ? of.apiVersion : '');
  const version = known === '' ? [] : [quoted(known)];
  const [first, ...rest] = path;
  if (first === 'properties') return `reference(${[id, ...version].join(', ')})${pathText(rest)}`;
  return `reference(${[id, ...version, quoted('Full')].join(', ')})${pathText(path)}`;
}

const NOWHERE = { file: '', start: 0, end: 0 };

function pathText(path: readonly string[]): string {
  return path.map((step) => (step.startsWith('[') ? step : memberText(step))).join('');
}

function memberText(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `.${name}` : `[${quoted(name)}]`;
}

function termText(term: Term): string {
  switch (term.kind) {
    case 'call':
      return `${term.name}(${term.args.map(expressionText).join(', ')})`;
    case 'parameter':
      return `parameters(${quoted(term.name)})`;
    case 'member':
      return `${expressionText(term.target)}${memberText(term.name)}`;
    case 'index':
      return `${expressionText(term.target)}[${expressionText(term.index)}]`;
    case 'text':
      return formatText(term.parts, expressionText);
    case 'opaque':
      return term.text;
  }
}
