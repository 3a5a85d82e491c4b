import { parseDeclarationBody, parseObjectOrFail } from './bodies.js';
import { parseDecorators } from './decorators.js';
import {
  COMPLEX_LITERALS,
  NESTED_RESOURCES,
  parseExpression,
  parseLambdaBody,
  parseParenthesizedList,
} from './expressions.js';
import { parseExtends, parseExtension, parseExtensionConfig, parseImport, parseUsing } from './imports.js';
import { LINE_END } from './parser.js';
import type { Parser } from './parser.js';
import { parseString } from './strings.js';
import * as kind from './tokens.js';
import { parseDeclaredType, parseType } from './types.js';
import type {
  DanglingDecorators,
  Decorator,
  Expression,
  FunctionDeclaration,
  FunctionParameter,
  Identifier,
  OutputDeclaration,
  ParameterDeclaration,
  ResourceDeclaration,
  Skipped,
  Statement,
  StringLike,
  TypeExpression,
  VariableDeclaration,
} from './tree.js';

const AFTER_NAME = kind.maskOf(kind.NEW_LINE, kind.ASSIGN);
const BEFORE_TYPE = kind.maskOf(kind.NEW_LINE, kind.IDENTIFIER);
const BEFORE_STRING = kind.maskOf(kind.NEW_LINE, kind.STRING, kind.STRING_START);
const BEFORE_BODY = kind.maskOf(kind.NEW_LINE, kind.LEFT_BRACE);
const AFTER_TYPE = kind.maskOf(kind.NEW_LINE, kind.ASSIGN, kind.LEFT_BRACE);
const AFTER_PARAMETER = kind.maskOf(kind.NEW_LINE, kind.COMMA, kind.RIGHT_PAREN);
const AFTER_SIGNATURE = kind.maskOf(kind.NEW_LINE, kind.RIGHT_PAREN);

/** What a declaration function gets to know about what stands before its name. */
export interface Leading {
  start: number;
  decorators: Decorator[];
  keywordStart: number;
}

/** Reads what stands behind the keyword. */
type ParseDeclaration = (p: Parser, leading: Leading) => Statement;

const BICEP_DECLARATIONS: ReadonlyMap<string, ParseDeclaration> = new Map<string, ParseDeclaration>([
  ['targetScope', parseTargetScope],
  ['metadata', parseMetadata],
  ['type', parseTypeDeclaration],
  ['param', parseParameter],
  ['var', parseVariable],
  ['func', parseFunction],
  ['resource', parseResource],
  ['output', parseOutput],
  ['module', parseModule],
  ['test', parseTest],
  ['import', parseImport],
  ['extension', parseExtension],
  ['assert', parseAssert],
]);

const PARAMETER_FILE_DECLARATIONS: ReadonlyMap<string, ParseDeclaration> = new Map<string, ParseDeclaration>([
  ['using', parseUsing],
  ['extends', parseExtends],
  ['param', parseParameterAssignment],
  ['var', parseVariable],
  ['import', parseImport],
  ['extensionConfig', parseExtensionConfig],
  ['extension', parseExtension],
  ['type', parseTypeDeclaration],
]);

/** All statements of the file, from the first token to the last. */
export function parseStatements(p: Parser): Statement[] {
  const statements: Statement[] = [];
  const declarations = p.language === 'bicepparam' ? PARAMETER_FILE_DECLARATIONS : BICEP_DECLARATIONS;
  while (p.kind !== kind.END_OF_FILE) {
    if (p.accept(kind.NEW_LINE)) continue;
    const firstToken = p.index;
    statements.push(parseStatement(p, declarations));
    if (p.isAtEnd() || p.accept(kind.NEW_LINE)) {
      // A declaration that ended an unclosed one stands where it is; but an unreadable one must not be tried again.
      if (p.index === firstToken) p.advance();
      continue;
    }
    p.report('BCP019', 'Expected a line break.');
    if (p.index === firstToken) p.advance();
    p.skipTo(LINE_END);
  }
  return statements;
}

function parseStatement(p: Parser, declarations: ReadonlyMap<string, ParseDeclaration>): Statement {
  const { start, index: firstToken } = p;
  const decorators = parseDecorators(p);
  const parse = p.kind === kind.IDENTIFIER ? declarations.get(p.textOf(p.index)) : undefined;
  if (parse !== undefined) {
    const keywordStart = p.start;
    p.advance();
    return parse(p, { start, decorators, keywordStart });
  }
  if (decorators.length > 0) return danglingDecorators(p, start, decorators);
  p.fail('BCP007', 'Expected a declaration.');
  // At least the current token: it may be one that looks like a declaration of the other language.
  p.reportFailure();
  p.advance();
  p.skipTo(LINE_END);
  return p.skippedFrom(firstToken);
}

function danglingDecorators(p: Parser, start: number, decorators: Decorator[]): DanglingDecorators {
  p.report('BCP132', 'Expected a declaration behind the decorator.');
  return { kind: 'danglingDecorators', start, end: decorators.at(-1)?.end ?? start, decorators };
}

/** A nested resource with its decorators, in a resource's body. */
export function parseNestedDeclaration(p: Parser): ResourceDeclaration | DanglingDecorators {
  const { start } = p;
  const decorators = parseDecorators(p);
  if (!p.isKeyword('resource')) return danglingDecorators(p, start, decorators);
  const keywordStart = p.start;
  p.advance();
  return parseResource(p, { start, decorators, keywordStart });
}

// ------------------------------------------------------------------------------------------------------------- parts

/** `=` and an expression. */
function parseAssigned(p: Parser): Expression {
  if (!parseAssignmentSign(p, LINE_END)) return p.missing();
  const firstToken = p.index;
  return parseExpression(p, COMPLEX_LITERALS) ?? p.recover(firstToken, LINE_END);
}

/** The `=`. Where it is missing, an error, and true only if what may follow it was found. */
function parseAssignmentSign(p: Parser, terminators: number): boolean {
  if (p.accept(kind.ASSIGN)) return true;
  p.fail('BCP018', "Expected '='.");
  p.recover(p.index, terminators);
  return p.kind !== kind.NEW_LINE && !p.isAtEnd();
}

function parseTypeOrSkip(p: Parser, isResourceTypeOptional: boolean, terminators: number): TypeExpression {
  const firstToken = p.index;
  return parseDeclaredType(p, isResourceTypeOptional) ?? p.recover(firstToken, terminators);
}

function parsePath(p: Parser, code: string, message: string): StringLike | Skipped {
  const firstToken = p.index;
  return parseString(p, code, message) ?? p.recover(firstToken, AFTER_NAME);
}

/** `= body`; an `if` may stand on the next line. */
function parseAssignedBody(p: Parser, flags: number): ResourceDeclaration['body'] {
  if (!parseAssignmentSign(p, BEFORE_BODY)) return p.missing();
  if (p.isKeyword('if', p.indexAfterNewLines)) p.skipNewLines();
  const firstToken = p.index;
  return parseDeclarationBody(p, flags) ?? p.recover(firstToken, LINE_END);
}

// ------------------------------------------------------------------------------------------------------ declarations

function parseTargetScope(p: Parser, leading: Leading): Statement {
  const value = parseAssigned(p);
  return { kind: 'targetScope', ...leading, end: p.previousEnd, value };
}

function parseMetadata(p: Parser, leading: Leading): Statement {
  const name = p.nameOrSkip('BCP266', 'the name of the metadata', AFTER_NAME);
  const value = parseAssigned(p);
  return { kind: 'metadata', ...leading, end: p.previousEnd, name, value };
}

function parseTypeDeclaration(p: Parser, leading: Leading): Statement {
  const name = p.nameOrSkip('BCP325', 'the name of the type', AFTER_NAME);
  const value = parseAssignmentSign(p, LINE_END) ? parseTypeOrSkip(p, false, AFTER_TYPE) : p.missing();
  return { kind: 'type', ...leading, end: p.previousEnd, name, value };
}

function parseParameter(p: Parser, leading: Leading): ParameterDeclaration {
  const name = p.nameOrSkip('BCP013', 'the name of the parameter', BEFORE_TYPE);
  const type = parseTypeOrSkip(p, false, AFTER_TYPE);
  let defaultValue: Expression | undefined;
  if (p.kind === kind.ASSIGN) {
    defaultValue = parseAssigned(p);
  } else if (p.kind !== kind.NEW_LINE && !p.isAtEnd()) {
    p.fail('BCP008', "Expected '=' or a line break.");
    p.recover(p.index, LINE_END);
  }
  return { kind: 'parameter', ...leading, end: p.previousEnd, name, type, defaultValue };
}

function parseParameterAssignment(p: Parser, leading: Leading): Statement {
  const name = p.nameOrSkip('BCP013', 'the name of the parameter', BEFORE_TYPE);
  const value = parseAssigned(p);
  return { kind: 'parameterAssignment', ...leading, end: p.previousEnd, name, value };
}

function parseVariable(p: Parser, leading: Leading): VariableDeclaration {
  const name = p.nameOrSkip('BCP015', 'the name of the variable', BEFORE_TYPE);
  const hasType = p.kind !== kind.ASSIGN && p.kind !== kind.NEW_LINE && !p.isAtEnd();
  const type = hasType ? parseTypeOrSkip(p, false, AFTER_NAME) : undefined;
  const value = parseAssigned(p);
  return { kind: 'variable', ...leading, end: p.previousEnd, name, type, value };
}

function parseOutput(p: Parser, leading: Leading): OutputDeclaration {
  const name = p.nameOrSkip('BCP016', 'the name of the output', BEFORE_TYPE);
  const type = parseTypeOrSkip(p, true, AFTER_NAME);
  const value = parseAssigned(p);
  return { kind: 'output', ...leading, end: p.previousEnd, name, type, value };
}

function parseAssert(p: Parser, leading: Leading): Statement {
  const name = p.nameOrSkip('BCP344', 'the name of the assertion', AFTER_NAME);
  const value = parseAssigned(p);
  return { kind: 'assert', ...leading, end: p.previousEnd, name, value };
}

function parseResource(p: Parser, leading: Leading): ResourceDeclaration {
  const name = p.nameOrSkip('BCP017', 'the symbolic name of the resource', BEFORE_STRING);
  const type = parsePath(p, 'BCP068', 'Expected a resource type in quotes.');
  const existing: Identifier | undefined = p.isKeyword('existing') ? p.takeName() : undefined;
  const body = parseAssignedBody(p, COMPLEX_LITERALS | NESTED_RESOURCES);
  return { kind: 'resource', ...leading, end: p.previousEnd, name, type, existing, body };
}

function parseModule(p: Parser, leading: Leading): Statement {
  const name = p.nameOrSkip('BCP096', 'the symbolic name of the module', BEFORE_STRING);
  const path = parsePath(p, 'BCP097', 'Expected the path of a module in quotes.');
  const body = parseAssignedBody(p, COMPLEX_LITERALS);
  return { kind: 'module', ...leading, end: p.previousEnd, name, path, body };
}

function parseTest(p: Parser, leading: Leading): Statement {
  const name = p.nameOrSkip('BCP346', 'the name of the test', BEFORE_STRING);
  const path = parsePath(p, 'BCP347', 'Expected the path of a Bicep file in quotes.');
  const hasBody = parseAssignmentSign(p, BEFORE_BODY);
  const firstToken = p.index;
  const body = hasBody ? (parseObjectOrFail(p, COMPLEX_LITERALS) ?? p.recover(firstToken, LINE_END)) : p.missing();
  return { kind: 'test', ...leading, end: p.previousEnd, name, path, body };
}

function parseFunction(p: Parser, leading: Leading): FunctionDeclaration {
  const name = p.nameOrSkip('BCP015', 'the name of the function', AFTER_NAME | kind.maskOf(kind.LEFT_PAREN));
  if (p.kind !== kind.LEFT_PAREN) {
    p.fail('BCP018', "Expected '('.");
    p.recover(p.index, LINE_END);
    const [returnType, body] = [p.missing(), p.missing()];
    return { kind: 'function', ...leading, end: p.previousEnd, name, parameters: [], returnType, body };
  }
  const parameters = parseParenthesizedList(p, 0, true, parseFunctionParameter, parseFunctionParameter).elements;
  const returnType = parseTypeOrSkip(p, false, AFTER_SIGNATURE | kind.maskOf(kind.ARROW));
  let hasBody = p.accept(kind.ARROW);
  if (!hasBody) {
    p.fail('BCP018', "Expected '=>'.");
    p.recover(p.index, AFTER_SIGNATURE | kind.maskOf(kind.ARROW));
    hasBody = p.accept(kind.ARROW);
  }
  const body = hasBody ? parseLambdaBody(p) : p.missing();
  return { kind: 'function', ...leading, end: p.previousEnd, name, parameters, returnType, body };
}

function parseFunctionParameter(p: Parser): FunctionParameter {
  const { start } = p;
  const name = p.expectName('BCP015', 'the name of a parameter');
  const firstToken = p.index;
  const type = parseType(p) ?? p.recover(firstToken, AFTER_PARAMETER);
  return { kind: 'functionParameter', start: Math.min(start, name.start), end: p.previousEnd, name, type };
}
