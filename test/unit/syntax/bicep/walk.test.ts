import { describe, expect, it } from 'vitest';

import { parseBicep } from '../../../../server/src/syntax/bicep/parse.js';
import type { BicepNode } from '../../../../server/src/syntax/bicep/tree.js';
import { childrenOf, findPath } from '../../../../server/src/syntax/bicep/walk.js';
import { SAMPLE } from './sample.js';

describe('the path to an offset', () => {
  const text = "resource a 'x@y' = {\n  name: 'b${c}d'\n}\n";
  const file = parseBicep(text);

  function kindsAt(marked: string, length = 0): string[] {
    const start = text.indexOf(marked);
    return findPath(file, start, start + length).map((node) => node.kind);
  }

  it('goes from the file to the innermost node', () => {
    expect(kindsAt('c}')).toEqual(['file', 'resource', 'object', 'property', 'interpolation', 'variableAccess']);
    expect(kindsAt('ame')).toEqual(['file', 'resource', 'object', 'property', 'identifier']);
    expect(kindsAt('}d')).toEqual(['file', 'resource', 'object', 'property', 'interpolation', 'variableAccess']);
  });

  it('covers a whole range', () => {
    expect(kindsAt('b${c}d', 6)).toEqual(['file', 'resource', 'object', 'property', 'interpolation']);
    expect(kindsAt('name', 10)).toEqual(['file', 'resource', 'object', 'property']);
  });

  it('is the file alone where nothing else is', () => {
    expect(findPath(file, text.length).map((node) => node.kind)).toEqual(['file']);
  });
});

describe('the children of a node', () => {
  /** The nodes that overlap the one before them or reach out of their parent. */
  function misplacedIn(node: BicepNode): string[] {
    const misplaced: string[] = [];
    let previousEnd = node.start;
    for (const child of childrenOf(node)) {
      const fits = child.start >= previousEnd && child.end >= child.start && child.end <= node.end;
      if (!fits) misplaced.push(`${child.kind} ${child.start}-${child.end} in ${node.kind}`);
      previousEnd = child.end;
      misplaced.push(...misplacedIn(child));
    }
    return misplaced;
  }

  it('lie in their parent, in order and apart', () => {
    expect(misplacedIn(parseBicep(SAMPLE))).toEqual([]);
  });

  it('do so too wherever the file is cut', () => {
    for (let end = 0; end < SAMPLE.length; end += 3) {
      expect(misplacedIn(parseBicep(SAMPLE.slice(0, end))), `cut at ${end}`).toEqual([]);
    }
  });
});
