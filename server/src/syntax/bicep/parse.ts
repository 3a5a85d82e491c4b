import { parseStatements } from './declarations.js';
import { mergeErrors } from './errors.js';
import { lex } from './lexer.js';
import { Parser } from './parser.js';
import { releaseTokenTable } from './tokens.js';
import type { TokenTable } from './tokens.js';
import type { BicepFile, BicepLanguage, BicepSyntaxError, Statement } from './tree.js';

/** How to read a text. */
export interface ParseOptions {
  /** The language of the file; `bicep` if left out. */
  kind?: BicepLanguage;
}

interface Attempt {
  statements: Statement[];
  errors: BicepSyntaxError[];
  limitReached: boolean;
}

/** Parses a whole file. Never throws; errors and limits are in the result. Takes time linear in the length of the text. */
export function parseBicep(text: string, options: ParseOptions = {}): BicepFile {
  const language = options.kind ?? 'bicep';
  const { tokens, comments, directives, errors: lexerErrors } = lex(text);
  const { statements, errors: parserErrors, limitReached } = parseTokens(text, tokens, language);
  releaseTokenTable(tokens);
  const errors = mergeErrors(lexerErrors, parserErrors);
  return {
    kind: 'file',
    language,
    start: 0,
    end: text.length,
    statements,
    comments,
    directives,
    errors,
    limitReached,
  };
}

/**
 * Reads the tokens as the compiler does, and only if that fails, once more: an unclosed bracket then ends before the next
 * line that starts, without indentation, with a declaration. Otherwise it would swallow all declarations behind it. In a
 * file without indentation such a line may also be a nested resource, so the reading with fewer errors counts.
 */
function parseTokens(text: string, tokens: TokenTable, language: BicepLanguage): Attempt {
  const strict = attempt(text, tokens, language, false);
  if (strict.errors.length === 0) return strict;
  const recovering = attempt(text, tokens, language, true);
  return recovering.errors.length > 0 && recovering.errors.length <= strict.errors.length ? recovering : strict;
}

function attempt(text: string, tokens: TokenTable, language: BicepLanguage, closesAtDeclarations: boolean): Attempt {
  const p = new Parser(text, tokens, language, closesAtDeclarations);
  const statements = parseStatements(p);
  return { statements, errors: p.errors.errors, limitReached: p.limitReached };
}
