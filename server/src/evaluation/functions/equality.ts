/** Whether two values are equal to Azure: certainly, certainly not, or undecided. */
import { newMeter } from '../budget.js';
import type { Meter } from '../budget.js';
import { sameValue } from '../canonical.js';
import { casesOf, combinations } from '../cases.js';
import { VALUE_DEPTH } from '../plain.js';
import type { ObjectValue, ResourceIdentity, Value } from '../value.js';
import { textOf } from '../value.js';
import { typeOf } from './results.js';
import { lowerCase } from './letter-case.js';
import { expandedParts, knownEnd, knownLength, knownStart, textPartsOf, wholeText } from './text-parts.js';
import type { TextParts } from './text-parts.js';

/** `equals()`: letter case counts, also in the names of properties; their order does not. */
export function areEqual(left: Value, right: Value, meter: Meter = newMeter()): boolean | undefined {
  return compare(left, right, { fold: (text) => text, meter, depth: 0 });
}

/** Bicep's `=~`. */
export function areEqualIgnoringCase(left: Value, right: Value, meter: Meter = newMeter()): boolean | undefined {
  return compare(left, right, { fold: lowerCase, meter, depth: 0 });
}

type Folding = (text: string) => string;

interface Comparison {
  readonly fold: Folding;
  /** Where it runs out, nothing is decided. */
  readonly meter: Meter;
  readonly depth: number;
}

function deeper(how: Comparison): Comparison {
  return { ...how, depth: how.depth + 1 };
}

function compare(left: Value, right: Value, how: Comparison): boolean | undefined {
  if (left === right) return true;
  if (how.meter.values-- <= 0 || how.depth > VALUE_DEPTH) return undefined;
  const { fold } = how;
  if (left.kind === 'choice' || right.kind === 'choice') return compareCases(left, right, deeper(how));
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (leftType !== undefined && rightType !== undefined && leftType !== rightType) return false;
  if (leftType === 'null' && rightType === 'null') return true;
  const leftText = textPartsOf(left);
  const rightText = textPartsOf(right);
  if (leftText !== undefined && rightText !== undefined) {
    if (sameValue(left, right)) return true;
    if (
      left.kind === 'resourceId' &&
      right.kind === 'resourceId' &&
      haveOtherNames(left.identity, right.identity, fold)
    ) {
      return false;
    }
    return compareTexts(expandedParts(leftText), expandedParts(rightText), fold);
  }
  if (left.kind === 'literal' && right.kind === 'literal') return left.value === right.value;
  if (left.kind === 'array' && right.kind === 'array') {
    if (left.open || right.open) return undefined;
    if (left.items.length !== right.items.length) return false;
    const inner = deeper(how);
    return all(left.items.map((item, index) => compare(item, right.items[index] ?? item, inner)));
  }
  if (left.kind === 'object' && right.kind === 'object') return compareObjects(left, right, deeper(how));
  return isClosed(left, how) && isClosed(right, how) && sameValue(left, right) ? true : undefined;
}

/** Equal in all cases, in none, or undecided. */
function compareCases(left: Value, right: Value, how: Comparison): boolean | undefined {
  const pairs = combinations([casesOf(left), casesOf(right)]);
  if (pairs === undefined) return undefined;
  const answers = new Set(
    pairs.map(({ value: [one, other] }) =>
      one === undefined || other === undefined ? undefined : compare(one, other, how),
    ),
  );
  const [answer] = answers;
  return answers.size === 1 ? answer : undefined;
}

function compareObjects(left: ObjectValue, right: ObjectValue, how: Comparison): boolean | undefined {
  const answers: (boolean | undefined)[] = [];
  for (const [key, entry] of left.entries) {
    const other = right.entries.get(key);
    if (other === undefined) {
      if (!right.open) return false;
      answers.push(undefined);
    } else if (other.name !== entry.name) return false;
    else answers.push(compare(entry.value, other.value, how));
  }
  for (const key of right.entries.keys()) {
    if (!left.entries.has(key)) {
      if (!left.open) return false;
      answers.push(undefined);
    }
  }
  if (left.open || right.open) answers.push(undefined);
  return all(answers);
}

function compareTexts(left: TextParts, right: TextParts, fold: Folding): boolean | undefined {
  const leftWhole = wholeText(left);
  const rightWhole = wholeText(right);
  if (leftWhole !== undefined && rightWhole !== undefined) return fold(leftWhole) === fold(rightWhole);
  if (leftWhole !== undefined && leftWhole.length < knownLength(right)) return false;
  if (rightWhole !== undefined && rightWhole.length < knownLength(left)) return false;
  const start = [fold(knownStart(left)), fold(knownStart(right))] as const;
  if (!start[0].startsWith(start[1]) && !start[1].startsWith(start[0])) return false;
  const end = [fold(knownEnd(left)), fold(knownEnd(right))] as const;
  if (!end[0].endsWith(end[1]) && !end[1].endsWith(end[0])) return false;
  return undefined;
}

/** Ids of the same kind of scope have their names in the same places. */
function haveOtherNames(left: ResourceIdentity, right: ResourceIdentity, fold: Folding): boolean {
  if (left.scope.kind !== right.scope.kind || left.scope.kind === 'resource' || left.scope.kind === 'id') return false;
  if (fold(left.type) !== fold(right.type)) return left.names.length === right.names.length;
  return left.names.some((name, index) => {
    const one = textOf(name);
    const other = right.names[index];
    const otherText = other && textOf(other);
    return one !== undefined && otherText !== undefined && fold(one) !== fold(otherText);
  });
}

/** Every part is known to be all there is: an open object has one text for several values. */
function isClosed(value: Value, how: Comparison): boolean {
  if (how.meter.values-- <= 0 || how.depth > VALUE_DEPTH) return false;
  const areClosed = (parts: readonly Value[]): boolean => {
    const inner = deeper(how);
    return parts.every((part) => isClosed(part, inner));
  };
  switch (value.kind) {
    case 'object':
      return !value.open && areClosed([...value.entries.values()].map((entry) => entry.value));
    case 'array':
      return !value.open && areClosed(value.items);
    case 'choice':
      return areClosed(value.cases.map((one) => one.value));
    case 'resourceId':
    case 'reference':
    case 'literal':
    case 'absent':
      return true;
    case 'unknown':
      switch (value.term.kind) {
        case 'call':
          return areClosed(value.term.args) && !isFresh(value.term.name);
        case 'member':
          return areClosed([value.term.target]);
        case 'index':
          return areClosed([value.term.target, value.term.index]);
        case 'text':
          return areClosed(value.term.parts.filter((part) => typeof part !== 'string'));
        case 'parameter':
          return true;
        case 'opaque':
          return false;
      }
  }
}

/** A function that gives another value each time it is called. */
function isFresh(name: string): boolean {
  return name.toLowerCase() === 'newguid';
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
