/** Names and other values as messages show them: readable first, exact where that costs nothing. */
import { canonicalExpression } from '../evaluation/canonical.js';
import { ownName } from '../evaluation/identity.js';
import { textOf } from '../evaluation/value.js';
import type { ResourceIdentity, Value } from '../evaluation/value.js';

/** The resource's own name for messages; an unknown one as its expression. */
export function displayName(identity: ResourceIdentity): string {
  const name = ownName(identity);
  if (name === undefined) return identity.type;
  return displayText(name);
}

/** Of a name that is one of several, so many are shown. */
const SHOWN_CASES = 3;

/** A value for messages: the text, or the expression it is. */
export function displayText(value: Value): string {
  const text = textOf(value);
  if (text !== undefined) return text;
  if (value.kind === 'choice') {
    const texts = [...new Set(value.cases.map((one) => displayText(one.value)))];
    return texts.length > SHOWN_CASES ? `${texts.slice(0, SHOWN_CASES).join(' | ')} | ...` : texts.join(' | ');
  }
  if (value.kind !== 'unknown') return shortExpression(value);
  const { term } = value;
  switch (term.kind) {
    case 'text':
      return term.parts.map((part) => (typeof part === 'string' ? part : `{${shortExpression(part)}}`)).join('');
    case 'call': {
      // How long the name may be, or which letters it has, does not help to recognise it.
      const [first] = term.args;
      return first !== undefined && SHAPING.has(term.name.toLowerCase()) ? displayText(first) : shortExpression(value);
    }
    default:
      return shortExpression(value);
  }
}

/** Functions around a name that leave it recognisable: their first argument is the name. */
const SHAPING: ReadonlySet<string> = new Set(['take', 'tolower', 'toupper', 'trim', 'string']);

/** What an author writes, instead of what it consists of. */
const FAMILIAR: readonly (readonly [consists: string, written: string])[] = [
  [
    "format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, resourceGroup().name)",
    'resourceGroup().id',
  ],
  ["format('/subscriptions/{0}', subscription().subscriptionId)", 'subscription().id'],
];

const LONGEST = 60;

function shortExpression(value: Value): string {
  if (value.kind === 'unknown' && value.term.kind === 'parameter') return value.term.name;
  let text = canonicalExpression(value);
  for (const [consists, written] of FAMILIAR) text = text.replaceAll(consists, written);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
