/** The difference of two texts as `diff -u` writes it and `git apply` reads it. */

const CONTEXT = 3;
/** Lines that may differ before the rest is shown as replaced as a whole. */
const MAX_DIFFERENCE = 2_000;

interface Step {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** Empty where the texts are equal. `path` is relative, with `/`. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const steps = stepsBetween(linesOf(before), linesOf(after));
  // A name with a space ends with a tab: else it could not be told from a time stamp.
  const end = path.includes(' ') ? '\t\n' : '\n';
  return `--- a/${path}${end}+++ b/${path}${end}${hunks(steps).join('')}`;
}

/** Lines with their line breaks. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunks(steps: readonly Step[]): string[] {
  const found: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  let at = 0;
  while (at < steps.length) {
    const change = steps.findIndex((step, index) => index >= at && step.kind !== ' ');
    if (change < 0) break;
    const start = Math.max(at, change - CONTEXT);
    oldLine += start - at;
    newLine += start - at;
    const end = endOfHunk(steps, change);
    const inside = steps.slice(start, end);
    const olds = inside.filter((step) => step.kind !== '+').length;
    const news = inside.filter((step) => step.kind !== '-').length;
    const header = `@@ -${span(oldLine, olds)} +${span(newLine, news)} @@\n`;
    found.push(header + inside.map(textOf).join(''));
    oldLine += olds;
    newLine += news;
    at = end;
  }
  return found;
}

/** Changes with few lines between them are one hunk. */
function endOfHunk(steps: readonly Step[], change: number): number {
  let last = change;
  for (let at = change; at < steps.length && at - last <= 2 * CONTEXT; at++) {
    if (steps[at]?.kind !== ' ') last = at;
  }
  return Math.min(steps.length, last + CONTEXT + 1);
}

function span(line: number, count: number): string {
  return count === 1 ? String(line) : `${String(count === 0 ? line - 1 : line)},${String(count)}`;
}

function textOf({ kind, line }: Step): string {
  return line.endsWith('\n') ? kind + line : `${kind}${line}\n\\ No newline at end of file\n`;
}

/** The shortest way from one list of lines to the other (E. Myers' greedy algorithm). */
function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const same = (lines: readonly string[]): Step[] => lines.map((line) => ({ kind: ' ', line }));
  return [
    ...same(before.slice(0, start)),
    ...changedSteps(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function changedSteps(before: readonly string[], after: readonly string[]): Step[] {
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  const limit = Math.min(before.length + after.length, MAX_DIFFERENCE);
  for (let distance = 0; distance <= limit; distance++) {
    trace.push(furthest);
    const next = new Map(furthest);
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let old = isDown(furthest, diagonal, distance)
        ? (furthest.get(diagonal + 1) ?? 0)
        : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (old < before.length && old - diagonal < after.length && before[old] === after[old - diagonal]) old++;
      next.set(diagonal, old);
      if (old >= before.length && old - diagonal >= after.length) return wayBack(trace, before, after);
    }
    furthest = next;
  }
  return [...before.map((line): Step => ({ kind: '-', line })), ...after.map((line): Step => ({ kind: '+', line }))];
}

/** Whether the way to a diagonal comes from the one above: by a line that is added. */
function isDown(furthest: ReadonlyMap<number, number>, diagonal: number, distance: number): boolean {
  if (diagonal === -distance) return true;
  return diagonal !== distance && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

function wayBack(
  trace: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): Step[] {
  const steps: Step[] = [];
  let old = before.length;
  let made = after.length;
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const furthest = trace[distance] ?? new Map<number, number>();
    const diagonal = old - made;
    const previous = isDown(furthest, diagonal, distance) ? diagonal + 1 : diagonal - 1;
    const oldBefore = furthest.get(previous) ?? 0;
    const madeBefore = oldBefore - previous;
    while (old > oldBefore && made > madeBefore && old > 0 && made > 0) {
      steps.push({ kind: ' ', line: before[--old] ?? '' });
      made--;
    }
    if (distance === 0) break;
    if (old > oldBefore) steps.push({ kind: '-', line: before[--old] ?? '' });
    else steps.push({ kind: '+', line: after[--made] ?? '' });
  }
  return steps.reverse();
}
