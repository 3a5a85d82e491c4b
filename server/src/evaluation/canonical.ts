/**
 * The canonical text of a value: an ARM expression over parameters, variables and modules resolved. Equal values have
 * equal texts, whichever language and whichever way they were written in.
 */
import { conditionText, formatText, literalText, quoted } from './expression-writing.js';
import type { Case, IdentityScope, ResourceIdentity, Term, Value } from './value.js';

/** By what a value consists of: the same value at another place is a copy that shares it. */
const cache = new WeakMap<object, string>();

/** Values in values deeper than this are not told apart; each is a value of its own, equal to no other. */
const DEPTH_LIMIT = 200;
let depth = 0;
let tooDeep = 0;

/** The value as an expression without the brackets: `'text'`, `1`, `parameters('x')`, `createObject('a', 1)`. */
export function canonicalExpression(value: Value): string {
  const content = contentOf(value);
  if (content === undefined) return expressionOf(value);
  const known = cache.get(content);
  if (known !== undefined) return known;
  if (depth >= DEPTH_LIMIT) return `deep#${String(++tooDeep)}`;
  depth++;
  try {
    const text = shortened(expressionOf(value));
    cache.set(content, text);
    return text;
  } finally {
    depth--;
  }
}

/** What copies of a value have in common; undefined where its text costs nothing. */
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
    case 'resourceId':
      return value.identity;
    case 'literal':
    case 'reference':
    case 'absent':
      return undefined;
  }
}

/** Longer texts are cut, so that values in values do not grow without bound; a hash keeps different ones apart. */
const MAX_LENGTH = 1024;

function shortened(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  const hash = (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
  return `${text.slice(0, 200)}...#${hash}`;
}

/** The value as a template would hold it: literal strings bare, everything unknown as `[expression]`. */
export function canonicalText(value: Value): string {
  if (value.kind === 'literal') {
    if (typeof value.value !== 'string') return String(value.value);
    return value.value.startsWith('[') ? `[${value.value}` : value.value;
  }
  return `[${canonicalExpression(value)}]`;
}

/** Whether the two are provably the same value. Letter case counts. */
export function sameValue(left: Value, right: Value): boolean {
  return left === right || canonicalExpression(left) === canonicalExpression(right);
}

const keys = new WeakMap<ResourceIdentity, string>();

/** Key of a resource: its id in canonical text, lower case, since Azure compares ids without letter case. */
export function identityKey(identity: ResourceIdentity): string {
  const known = keys.get(identity);
  if (known !== undefined) return known;
  const key = identityExpression(identity).toLowerCase();
  keys.set(identity, key);
  return key;
}

function expressionOf(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return literalText(value.value);
    case 'object': {
      const entries = [...value.entries.values()].map(
        (entry) => `${quoted(entry.name)}, ${canonicalExpression(entry.value)}`,
      );
      for (const { name, value: computed } of value.computed ?? []) {
        entries.push(`${canonicalExpression(name)}, ${canonicalExpression(computed)}`);
      }
      // The compiler writes looped properties before the others, so that the source's order means nothing.
      entries.sort();
      return `createObject(${entries.join(', ')}${value.open ? ', ...' : ''})`;
    }
    case 'array':
      return `createArray(${value.items.map(canonicalExpression).join(', ')}${value.open ? ', ...' : ''})`;
    case 'choice':
      return choiceExpression(value.cases);
    case 'resourceId':
      return identityExpression(value.identity);
    case 'reference': {
      const path = value.path.map((name) => `.${name}`).join('');
      return `reference(${identityExpression(value.identity)}, 'full')${path}`;
    }
    case 'absent':
      return 'null()';
    case 'unknown':
      return termExpression(value.term);
  }
}

function choiceExpression(cases: readonly Case[]): string {
  const [first, ...rest] = cases;
  if (first === undefined) return 'null()';
  if (rest.length === 0) return canonicalExpression(first.value);
  return `if(${conditionText(first.when)}, ${canonicalExpression(first.value)}, ${choiceExpression(rest)})`;
}

function termExpression(term: Term): string {
  switch (term.kind) {
    case 'call':
      return `${term.name}(${term.args.map(canonicalExpression).join(', ')})`;
    case 'parameter':
      return term.deployment === ''
        ? `parameters(${quoted(term.name)})`
        : `parameters(${quoted(`${term.deployment}/${term.name}`)})`;
    case 'member':
      return `${canonicalExpression(term.target)}.${term.name}`;
    case 'index':
      return `${canonicalExpression(term.target)}[${canonicalExpression(term.index)}]`;
    case 'text':
      return formatText(term.parts, canonicalExpression);
    case 'opaque':
      return term.text;
  }
}

/** `resourceId(...)` in its shortest form: the scope is left out where it is that of the deployment itself. */
export function identityExpression(identity: ResourceIdentity): string {
  const names = [quoted(identity.type), ...identity.names.map(canonicalExpression)].join(', ');
  return scopedExpression(identity.scope, names);
}

function scopedExpression(scope: IdentityScope, names: string): string {
  switch (scope.kind) {
    case 'resourceGroup': {
      const subscription = canonicalExpression(scope.subscription);
      const group = canonicalExpression(scope.resourceGroup);
      if (subscription !== 'subscription().subscriptionId') return `resourceId(${subscription}, ${group}, ${names})`;
      if (group !== 'resourceGroup().name') return `resourceId(${group}, ${names})`;
      return `resourceId(${names})`;
    }
    case 'subscription': {
      const subscription = canonicalExpression(scope.subscription);
      if (subscription !== 'subscription().subscriptionId') return `subscriptionResourceId(${subscription}, ${names})`;
      return `subscriptionResourceId(${names})`;
    }
    case 'managementGroup':
      return `managementGroupResourceId(${canonicalExpression(scope.name)}, ${names})`;
    case 'tenant':
      return `tenantResourceId(${names})`;
    case 'resource':
      return `extensionResourceId(${identityExpression(scope.identity)}, ${names})`;
    case 'id':
      return `extensionResourceId(${canonicalExpression(scope.id)}, ${names})`;
  }
}
