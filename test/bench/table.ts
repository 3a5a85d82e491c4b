/** Results as text: the same tables on a terminal and in a Markdown page. */

export interface Table {
  readonly title: string;
  /** What is measured and what the target is, in a sentence or two. */
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A Markdown section with the columns aligned. */
export function tableText({ title, note, head, rows }: Table): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, column)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`## ${title}`, '', note, '', line(head), rule, ...rows.map(line), ''].join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

export function milliseconds(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ms`;
}

export function ratio(value: number): string {
  return value.toFixed(2);
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1)} MB`;
}

/** Bytes per CPU millisecond are kilobytes per second; shown as megabytes. */
export function throughput(bytes: number, ms: number): string {
  return `${(bytes / ms / 1000).toFixed(1)} MB/s`;
}
