/**
 * What a JSON text consists of, as columns of numbers: an entry for each name and each value, in source order, a container
 * before what is in it. Most of a large template is never looked at, so the nodes of the tree are made from the tape when
 * they are asked for.
 */
export interface JsonTape {
  readonly text: string;
  /** One of the kinds below, with flags. */
  readonly kinds: Uint8Array;
  /** UTF-16, zero-based, quotes and brackets included. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The entry after everything that is inside of the entry; of a name: after its value. */
  readonly nexts: Int32Array;
}

export const NAME = 0;
export const OBJECT = 1;
export const ARRAY = 2;
export const STRING = 3;
export const NUMBER = 4;
export const TRUE = 5;
export const FALSE = 6;
export const NULL = 7;
export const KIND_BITS = 7;
/** A name or a string with a backslash in it. */
export const ESCAPED = 8;
/** A name or a string without its closing quote. */
export const UNCLOSED = 16;
/** A value that stands where none may stand; it belongs to nothing. */
export const STRAY = 32;

/** Where entries are written before it is known how many there are; kept for the next text. */
let kinds = new Uint8Array(1 << 12);
let starts = new Int32Array(1 << 12);
let ends = new Int32Array(1 << 12);
let nexts = new Int32Array(1 << 12);

/** A larger one is not kept, so that one huge file does not hold memory for ever. */
const MOST_KEPT = 1 << 17;

/** Writes the tape of one text; there is one writer at a time. */
export class TapeWriter {
  count = 0;

  /** Adds an entry that nothing is inside of yet. */
  add(kind: number, start: number, end: number): number {
    const index = this.count++;
    if (index === kinds.length) grow(index * 2);
    kinds[index] = kind;
    starts[index] = start;
    ends[index] = end;
    nexts[index] = index + 1;
    return index;
  }

  /** Adds the value of the name that is the last entry. */
  addToName(kind: number, start: number, end: number): number {
    const index = this.add(kind, start, end);
    nexts[index - 1] = index + 1;
    return index;
  }

  /** The container ends here, with all that was added since. */
  close(index: number, end: number): void {
    ends[index] = end;
    nexts[index] = this.count;
    // Only a name whose value it is reaches behind its beginning.
    if ((nexts[index - 1] ?? 0) > index) nexts[index - 1] = this.count;
  }

  isObject(index: number): boolean {
    return ((kinds[index] ?? 0) & KIND_BITS) === OBJECT;
  }

  /** The tape with just as much memory as it needs. */
  finish(text: string): JsonTape {
    const { count } = this;
    const tape = {
      text,
      kinds: kinds.slice(0, count),
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      nexts: nexts.slice(0, count),
    };
    if (kinds.length > MOST_KEPT) grow(1 << 12);
    return tape;
  }
}

function grow(capacity: number): void {
  const [oldKinds, oldStarts, oldEnds, oldNexts] = [kinds, starts, ends, nexts];
  kinds = new Uint8Array(capacity);
  starts = new Int32Array(capacity);
  ends = new Int32Array(capacity);
  nexts = new Int32Array(capacity);
  if (capacity < oldKinds.length) return;
  kinds.set(oldKinds);
  starts.set(oldStarts);
  ends.set(oldEnds);
  nexts.set(oldNexts);
}
