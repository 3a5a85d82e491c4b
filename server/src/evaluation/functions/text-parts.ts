/** Text of which only parts are known: taken apart, and put together again in one flat form. */
import { segmentsOfIdentity } from '../identity.js';
import { plainOf } from '../plain.js';
import { literal } from '../value.js';
import type { ResourceIdValue, Value } from '../value.js';
import type { CallSite } from './registry.js';
import { reasonOf, tooLarge, typeOf } from './results.js';

/** UTF-16 units. No template has longer text: Azure takes 4 MB of it at most. */
export const LONGEST_TEXT = 4 * 1024 * 1024;
/** Of what is not known all parts are kept. */
const MOST_PARTS = 10_000;

export type TextParts = readonly (string | Value)[];

/** The parts of a value that is certainly text; undefined for any other. A resource id is one part. */
export function textPartsOf(value: Value): TextParts | undefined {
  if (value.kind === 'literal') return typeof value.value === 'string' ? [value.value] : undefined;
  if (value.kind === 'unknown' && value.term.kind === 'text') return value.term.parts;
  return typeOf(value) === 'string' ? [value] : undefined;
}

/** The parts with every resource id written out. */
export function expandedParts(parts: TextParts): TextParts {
  return joinedStrings(
    parts.flatMap((part) => (typeof part !== 'string' && part.kind === 'resourceId' ? partsOfId(part) : [part])),
  );
}

function partsOfId(id: ResourceIdValue): TextParts {
  return segmentsOfIdentity(id.identity, id.origin).flatMap((segment, index): TextParts => {
    const parts = typeof segment === 'string' ? [segment] : (textPartsOf(segment) ?? [segment]);
    return index === 0 ? parts : ['/', ...parts];
  });
}

function joinedStrings(parts: TextParts): (string | Value)[] {
  const result: (string | Value)[] = [];
  for (const part of parts) {
    if (part === '') continue;
    const last = result[result.length - 1];
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part;
    else result.push(part);
  }
  return result;
}

/** An id stays one part unless all of it is known. */
function flattened(part: string | Value): TextParts {
  if (typeof part === 'string') return [part];
  const known = part.kind === 'resourceId' ? plainOf(part) : undefined;
  return typeof known === 'string' ? [known] : (textPartsOf(part) ?? [part]);
}

/** The text made of the parts: a literal where all are known, the part itself where it is the only one and text. */
export function textValue(parts: TextParts, site: CallSite): Value {
  if (knownLength(parts) > LONGEST_TEXT) return tooLarge(site);
  const flat = joinedStrings(parts.flatMap(flattened));
  if (flat.length > MOST_PARTS || knownLength(flat) > LONGEST_TEXT) return tooLarge(site);
  const [first] = flat;
  if (first === undefined) return literal('', site.origin);
  if (flat.length === 1) {
    if (typeof first === 'string') return literal(first, site.origin);
    if (typeOf(first) === 'string') return first;
  }
  const unknown = flat.filter((part): part is Value => typeof part !== 'string');
  return {
    kind: 'unknown',
    because: reasonOf('format', unknown),
    term: { kind: 'text', parts: flat },
    origin: site.origin,
  };
}

/** What the text certainly begins with. */
export function knownStart(parts: TextParts): string {
  const [first] = parts;
  return typeof first === 'string' ? first : '';
}

/** What the text certainly ends with. */
export function knownEnd(parts: TextParts): string {
  const last = parts[parts.length - 1];
  return typeof last === 'string' ? last : '';
}

/** How many characters the text has at least. */
export function knownLength(parts: TextParts): number {
  return parts.reduce((length, part) => length + (typeof part === 'string' ? part.length : 0), 0);
}

/** Whether all of the text is known. */
export function wholeText(parts: TextParts): string | undefined {
  if (parts.length === 0) return '';
  const [first] = parts;
  return parts.length === 1 && typeof first === 'string' ? first : undefined;
}
