import type { Parser } from './parser.js';
import * as kind from './tokens.js';

/**
 * The elements of brackets whose elements stand on lines of their own or are separated by commas: objects, arrays, object
 * types, tuples, import lists. The current token is the one behind the opening bracket; afterwards it is the closing one,
 * or where the brackets end without one.
 */
export function parseElements<Element>(
  p: Parser,
  closer: number,
  flags: number,
  parseElement: (p: Parser, flags: number) => Element,
): Element[] {
  const elements: Element[] = [];
  p.skipNewLines();
  while (p.kind !== closer && !p.isAtEnd()) {
    const firstToken = p.index;
    elements.push(parseElement(p, flags));
    if (p.kind === kind.NEW_LINE) {
      p.advance();
    } else if (p.kind === kind.COMMA) {
      p.advance();
      if (p.kind === kind.NEW_LINE) {
        p.report('BCP238', 'Between elements stands a comma or a line break, not both.');
        p.advance();
      }
    } else if (p.kind !== closer && !p.isAtEnd()) {
      p.report('BCP236', 'Expected a comma or a line break.');
      // An element that nothing could be read from must not be tried again.
      if (p.index === firstToken) p.advance();
    }
  }
  return elements;
}

/**
 * The arguments of a call or a parameterized type: separated by commas, with line breaks behind the opening bracket, behind
 * commas and before the closing bracket. Current tokens as for `parseElements`.
 */
export function parseArguments<Argument>(
  p: Parser,
  closer: number,
  flags: number,
  parseArgument: (p: Parser, flags: number) => Argument,
): Argument[] {
  const parsed: Argument[] = [];
  p.skipNewLines();
  while (p.kind !== closer && !p.isAtEnd()) {
    const firstToken = p.index;
    parsed.push(parseArgument(p, flags));
    if (p.kind === kind.NEW_LINE) {
      const next = p.kindAt(p.index + 1);
      // At the end of the file the line break stays, so that the missing bracket is reported before it.
      if (next === kind.END_OF_FILE) break;
      if (next !== closer || p.hasFlag(p.index, kind.BLANK_LINE)) p.report('BCP237', 'Expected a comma.');
      p.advance();
    } else if (p.kind === kind.COMMA) {
      p.advance();
      p.skipNewLines();
      // A comma announces another argument: that it is missing is an error.
      if (p.kind === closer) parsed.push(parseArgument(p, flags));
    } else if (p.kind !== closer && !p.isAtEnd()) {
      p.report('BCP236', 'Expected a comma.');
      if (p.index === firstToken) p.advance();
    }
  }
  return parsed;
}
