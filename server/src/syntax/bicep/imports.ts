import { parseObjectOrFail } from './bodies.js';
import type { Leading } from './declarations.js';
import { parseElements } from './elements.js';
import { COMPLEX_LITERALS } from './expressions.js';
import { LINE_END } from './parser.js';
import type { Parser } from './parser.js';
import { parseString } from './strings.js';
import * as kind from './tokens.js';
import type {
  ExtendsDeclaration,
  ExtensionConfigDeclaration,
  ExtensionDeclaration,
  Identifier,
  ImportDeclaration,
  ImportedNamespace,
  ImportedSymbol,
  ObjectExpression,
  Skipped,
  StringLike,
  UsingDeclaration,
} from './tree.js';

const AFTER_ALIAS = kind.maskOf(kind.NEW_LINE, kind.COMMA, kind.RIGHT_BRACE);

/** `import`: of symbols, or in its old form of an extension. */
export function parseImport(p: Parser, leading: Leading): ImportDeclaration | ExtensionDeclaration {
  const isString = p.kind === kind.STRING || p.kind === kind.STRING_START;
  if (isString && p.language === 'bicep') return parseExtension(p, leading);
  const symbols = parseSymbols(p);
  if (!p.isKeyword('from')) {
    p.fail('BCP012', "Expected 'from'.");
    const path = p.recover(p.index, LINE_END);
    return { kind: 'import', ...leading, end: p.previousEnd, symbols, path };
  }
  p.advance();
  const path = parsePath(p, 'BCP097', 'Expected a path in quotes.');
  return { kind: 'import', ...leading, end: p.previousEnd, symbols, path };
}

function parseSymbols(p: Parser): ImportDeclaration['symbols'] {
  const { start, index: firstToken } = p;
  if (p.accept(kind.LEFT_BRACE)) {
    const symbols = parseElements(p, kind.RIGHT_BRACE, 0, parseSymbol);
    p.expect(kind.RIGHT_BRACE, '}');
    return { kind: 'importedSymbols', start, end: p.previousEnd, symbols };
  }
  if (p.kind === kind.ASTERISK) return parseNamespace(p);
  p.report('BCP354', "Expected '{' or '*'.");
  if (p.kind !== kind.IDENTIFIER && p.kind !== kind.NEW_LINE) p.advance();
  return p.skippedFrom(firstToken);
}

function parseNamespace(p: Parser): ImportedNamespace {
  const { start } = p;
  p.advance();
  if (p.isKeyword('as')) p.advance();
  else p.report('BCP012', "Expected 'as'.");
  const alias = p.isKeyword('from') && p.kindAt(p.index + 1) !== kind.IDENTIFIER ? undefined : p.index;
  const name = alias === undefined ? reportMissingAlias(p) : p.nameOrSkip('BCP356', 'a name', LINE_END);
  return { kind: 'importedNamespace', start, end: p.previousEnd, alias: name };
}

function reportMissingAlias(p: Parser): Identifier {
  p.report('BCP356', 'Expected a name.');
  return p.missingName();
}

function parseSymbol(p: Parser): ImportedSymbol | Skipped {
  const { start, index: firstToken } = p;
  const name = parseSymbolName(p);
  const alias = p.isKeyword('as') ? parseAlias(p, 'BCP325', AFTER_ALIAS) : undefined;
  if (name === undefined) return p.skippedFrom(firstToken);
  if (alias === undefined && name.kind !== 'identifier') {
    p.errors.add(start, p.previousEnd, 'BCP375', "Expected 'as' and a name behind the string.");
  }
  return { kind: 'importedSymbol', start, end: p.previousEnd, name, alias };
}

function parseSymbolName(p: Parser): Identifier | StringLike | undefined {
  if (p.kind === kind.IDENTIFIER) return p.takeName();
  if (p.kind === kind.STRING_START) p.report('BCP032', 'The name must not contain an expression.');
  const name = parseString(p, 'BCP355', 'Expected the name of an exported symbol.');
  if (name === undefined) {
    p.reportFailure();
    p.advance();
  }
  return name;
}

/** The name behind `as`; the current token is that keyword. */
function parseAlias(p: Parser, code: string, terminators: number): Identifier {
  p.advance();
  return p.nameOrSkip(code, 'a name', terminators);
}

/** `extension name`, with what it is configured by and called. */
export function parseExtension(p: Parser, leading: Leading): ExtensionDeclaration {
  const specification =
    p.kind === kind.IDENTIFIER ? p.takeName() : parsePath(p, 'BCP201', 'Expected the name of an extension.');
  const hasConfig = p.kind !== kind.NEW_LINE && !p.isAtEnd() && !p.isKeyword('as');
  const config = hasConfig ? parseWith(p, 'BCP305') : undefined;
  let alias: Identifier | undefined;
  if (p.isKeyword('as')) {
    alias = parseAlias(p, 'BCP202', LINE_END);
  } else if (p.kind !== kind.NEW_LINE && !p.isAtEnd()) {
    p.fail('BCP305', "Expected 'as' or a line break.");
    p.recover(p.index, LINE_END);
  }
  return { kind: 'extension', ...leading, end: p.previousEnd, specification, config, alias };
}

/** `with {...}`. */
function parseWith(p: Parser, code: string): ObjectExpression | Skipped {
  const firstToken = p.index;
  if (!p.isKeyword('with')) {
    p.fail(code, "Expected 'with'.");
    return p.recover(firstToken, LINE_END);
  }
  p.advance();
  const objectToken = p.index;
  return parseObjectOrFail(p, COMPLEX_LITERALS) ?? p.recover(objectToken, LINE_END);
}

function parsePath(p: Parser, code: string, message: string): StringLike | Skipped {
  const firstToken = p.index;
  return parseString(p, code, message) ?? p.recover(firstToken, LINE_END);
}

// ----------------------------------------------------------------------------------------------- parameter files only

/** `extensionConfig alias with {...}`. */
export function parseExtensionConfig(p: Parser, leading: Leading): ExtensionConfigDeclaration {
  const name = p.nameOrSkip('BCP202', 'the name of an extension', kind.maskOf(kind.NEW_LINE, kind.IDENTIFIER));
  const config = parseWith(p, 'BCP012');
  return { kind: 'extensionConfig', ...leading, end: p.previousEnd, name, config };
}

/** `using 'path'` or `using none`. */
export function parseUsing(p: Parser, leading: Leading): UsingDeclaration {
  const path = parseUsingPath(p);
  const hasConfig = p.kind !== kind.NEW_LINE && !p.isAtEnd();
  const config = hasConfig ? parseWith(p, 'BCP436') : undefined;
  return { kind: 'using', ...leading, end: p.previousEnd, path, config };
}

function parseUsingPath(p: Parser): UsingDeclaration['path'] {
  if (p.isKeyword('none')) return p.takeName();
  if (p.kind === kind.STRING_START) p.report('BCP257', 'The path must not contain an expression.');
  return parsePath(p, 'BCP257', "Expected the path of a Bicep file in quotes, or 'none'.");
}

/** `extends 'path'`. */
export function parseExtends(p: Parser, leading: Leading): ExtendsDeclaration {
  const path = parsePath(p, 'BCP404', 'Expected the path of a parameter file in quotes.');
  return { kind: 'extends', ...leading, end: p.previousEnd, path };
}
