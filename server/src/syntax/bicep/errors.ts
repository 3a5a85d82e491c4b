import type { BicepSyntaxError } from './tree.js';

/** A file with more errors is no Bicep at all; the rest would only cost memory. */
const MAX_ERRORS = 1000;

/** Collects syntax errors; of several at one place only the first says something. */
export class ErrorList {
  readonly errors: BicepSyntaxError[] = [];
  #lastStart = -1;

  add(start: number, end: number, code: string, message: string): void {
    if (start === this.#lastStart || this.errors.length >= MAX_ERRORS) return;
    this.#lastStart = start;
    this.errors.push({ start, end, code, message });
  }
}

/** The errors of lexer and parser together, in source order. */
export function mergeErrors(
  lexer: readonly BicepSyntaxError[],
  parser: readonly BicepSyntaxError[],
): BicepSyntaxError[] {
  return [...lexer, ...parser].sort((a, b) => a.start - b.start || a.end - b.end);
}
