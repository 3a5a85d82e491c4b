import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/edits/write-changes.js';
import { ComposedEdits } from '../../../server/src/edits/composed-edits.js';

/** A small generator of numbers (mulberry32), so that a failure can be seen again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('edits on top of edits', () => {
  it('leave what lies between them alone', () => {
    const composed = new ComposedEdits('one two three four');
    composed.add([{ start: 0, end: 3, newText: 'eins' }]);
    composed.add([{ start: 15, end: 19, newText: 'vier' }]);
    expect(composed.now).toBe('eins two three vier');
    expect(composed.edits).toEqual([
      { start: 0, end: 3, newText: 'eins' },
      { start: 14, end: 18, newText: 'vier' },
    ]);
  });

  it('become one where they meet', () => {
    const composed = new ComposedEdits('abcdef');
    composed.add([{ start: 2, end: 4, newText: 'XYZ' }]);
    composed.add([{ start: 1, end: 3, newText: '-' }]);
    expect(composed.edits).toEqual([{ start: 1, end: 4, newText: '-YZ' }]);
  });

  it('applied to the first text give the last one, whatever they are', () => {
    for (let seed = 0; seed < 500; seed++) {
      const next = numbers(seed);
      const text = 'abcdefghijklmnopqrstuvwxyz';
      const composed = new ComposedEdits(text);
      for (let round = 0; round < 6; round++) {
        const start = next(composed.now.length + 1);
        const end = Math.min(composed.now.length, start + next(4));
        composed.add([{ start, end, newText: 'ABCD'.slice(0, next(5)) }]);
      }
      const { edits } = composed;
      expect(applyEdits(text, edits), `seed ${String(seed)}`).toBe(composed.now);
      edits.slice(1).forEach((edit, index) => {
        expect(edit.start, `seed ${String(seed)}`).toBeGreaterThan(edits[index]?.end ?? -1);
      });
    }
  });
});
