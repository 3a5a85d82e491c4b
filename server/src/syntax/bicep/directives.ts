import { isBlank, isIdentifierPart, isLineBreak } from './characters.js';
import type { Directive, DirectiveCode } from './tree.js';

const DIRECTIVE_NAMES = ['disable-next-line', 'disable-diagnostics', 'restore-diagnostics'] as const;
const BYTE_ORDER_MARK = 0xfeff;

/** The directive at the `#` at `start`, or undefined if it is none: an unknown name, or not the first on its line. */
export function readDirective(text: string, start: number): Directive | undefined {
  const name = DIRECTIVE_NAMES.find((candidate) => text.startsWith(candidate, start + 1));
  if (name === undefined || !isFirstOnLine(text, start)) return undefined;
  const nameEnd = start + 1 + name.length;
  const codes = readCodes(text, nameEnd);
  return { kind: 'directive', start, end: codes.at(-1)?.end ?? nameEnd, name, codes };
}

function isFirstOnLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && isBlank(text.charCodeAt(at))) at--;
  return at < 0 || isLineBreak(text.charCodeAt(at)) || (at === 0 && text.charCodeAt(0) === BYTE_ORDER_MARK);
}

/** The codes that follow, up to the first character that no code can have. */
function readCodes(text: string, from: number): DirectiveCode[] {
  const codes: DirectiveCode[] = [];
  let offset = from;
  while (offset < text.length) {
    while (isBlank(text.charCodeAt(offset))) offset++;
    const start = offset;
    while (isCodePart(text.charCodeAt(offset))) offset++;
    if (offset === start) break;
    codes.push({ start, end: offset, code: text.slice(start, offset) });
    if (!isBlank(text.charCodeAt(offset))) break;
  }
  return codes;
}

function isCodePart(code: number): boolean {
  return isIdentifierPart(code) || code === 45; /* - */
}
