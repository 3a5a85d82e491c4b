/**
 * Comments that switch findings off: `// encryption-lens-disable-next-line <id> -- reason` and
 * `// encryption-lens-disable-file <id> -- reason`, the same words in both languages, several ids with commas.
 */
import type { Finding } from '../rules/finding.js';
import type { SourceFile } from './source-file.js';

export interface Suppression {
  readonly scope: 'nextLine' | 'file';
  readonly rule: string;
  /** Span of the id in the comment. */
  readonly start: number;
  readonly end: number;
  /** Line (zero-based) whose findings it switches off; of `file` the line of the comment. */
  readonly line: number;
  readonly comment: { readonly start: number; readonly end: number };
}

const DIRECTIVE = /encryption-lens-disable-(next-line|file)\b[ \t]*([^\r\n]*)/;

/** Offsets at which the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Zero-based line of an offset. */
export function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function commentsOf(file: SourceFile): readonly { readonly start: number; readonly end: number }[] {
  switch (file.kind) {
    case 'arm':
    case 'parameters':
      return file.json.comments;
    case 'bicep':
    case 'bicepparam':
      return file.tree.comments;
    case 'other':
      return [];
  }
}

/** All suppressions of a file, one for each id. A directive without an id is one with an empty rule. */
export function suppressionsOf(file: SourceFile): Suppression[] {
  if (!file.text.includes('encryption-lens-disable-')) return [];
  const starts = lineStarts(file.text);
  return commentsOf(file).flatMap((comment): Suppression[] => {
    const text = file.text.slice(comment.start, comment.end);
    const match = DIRECTIVE.exec(text);
    if (match === null) return [];
    const [whole, scope, rest = ''] = match;
    const ids = (rest.split(/\s--(?:\s|$)|\*\//)[0] ?? '').replace(/--.*$/, '');
    const base = comment.start + match.index + whole.length - rest.length;
    const line = lineOf(starts, comment.end);
    const common = {
      scope: scope === 'file' ? ('file' as const) : ('nextLine' as const),
      line: scope === 'file' ? line : line + 1,
      comment,
    };
    const found = [...ids.matchAll(/[^\s,]+/g)];
    if (found.length === 0) return [{ ...common, rule: '', start: comment.start, end: comment.end }];
    return found.map(([id], index) => {
      const start = base + (found[index]?.index ?? 0);
      return { ...common, rule: id, start, end: start + id.length };
    });
  });
}

/** Splits findings of a file into those that stay and those that a comment switches off; says which comments did nothing. */
export function applySuppressions(
  file: SourceFile,
  findings: readonly Finding[],
): { readonly kept: readonly Finding[]; readonly unused: readonly Suppression[] } {
  const suppressions = suppressionsOf(file);
  if (suppressions.length === 0) return { kept: findings, unused: [] };
  const starts = lineStarts(file.text);
  const used = new Set<Suppression>();
  const kept = findings.filter((finding) => {
    const line = lineOf(starts, finding.start);
    const by = suppressions.filter((one) => one.rule === finding.rule && (one.scope === 'file' || one.line === line));
    for (const one of by) used.add(one);
    return by.length === 0;
  });
  return { kept, unused: suppressions.filter((one) => !used.has(one)) };
}
