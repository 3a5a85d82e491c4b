/** Pieces of ARM expressions as text: always as they stand in the JSON string, escapes included. */
import { isExpression, parseExpression, unescapeLiteral } from '../syntax/expression/parse.js';
import type { ArmExpression } from '../syntax/expression/tree.js';
import { sourceOffsets } from '../syntax/json/strings.js';
import type { JsonFile, JsonNode, JsonString } from '../syntax/json/tree.js';
import type { Span } from '../template/model.js';
import type { Writable } from './writable.js';
import { isList, Keyed, Verbatim } from './writable.js';

/** A string as a literal of the expression language. */
export function quoted(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll("'", "''")}'`;
}

export function call(name: string, ...args: readonly string[]): string {
  return `${name}(${args.join(', ')})`;
}

/** An expression as the value of a property. */
export function expression(code: string): Verbatim {
  return new Verbatim(`"[${code}]"`, code);
}

/** A value inside of an expression. */
export function codeOf(value: Writable): string {
  if (value instanceof Verbatim) return value.code ?? value.text;
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : call('json', quoted(String(value)));
  if (typeof value === 'boolean') return `${value}()`;
  if (value === null) return 'null()';
  if (value instanceof Keyed)
    return call('createObject', ...value.entries.flatMap(([name, inner]) => [codeOf(name), codeOf(inner)]));
  if (isList(value)) return call('createArray', ...value.map(codeOf));
  return call('createObject', ...[...value].flatMap(([name, inner]) => [quoted(name), codeOf(inner)]));
}

/** What a string is inside of an expression: its expression, or itself in quotes. undefined: it is no string. */
export function codeOfNode(file: JsonFile, node: JsonNode | undefined): string | undefined {
  if (node?.kind !== 'string') return undefined;
  if (!isExpression(node.value)) return quoted(unescapeLiteral(node.value));
  return file.text.slice(node.start + 2, node.end - 2).trim();
}

/** Whether the span is one expression in the string's expression. */
export function isPartOfExpression(file: JsonFile, string: JsonString, { start, end }: Span): boolean {
  if (!isExpression(string.value)) return false;
  const pending: ArmExpression[] = [parseExpression(string.value, sourceOffsets(file.text, string))];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part.span.start === start && part.span.end === end) return part.kind !== 'invalid';
    if (part.kind === 'call') pending.push(...part.args);
    else if (part.kind === 'member') pending.push(part.target);
    else if (part.kind === 'index') pending.push(part.target, part.index);
    else if (part.kind === 'lambda') pending.push(part.body);
  }
  return false;
}

/** The text between two slashes, as pieces: literal text, or the code of an expression. */
type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'code'; readonly code: string };

/**
 * The segments of a name or path with slashes, each as code; undefined where it cannot be told what stands between which
 * slashes.
 */
export function segmentsOf(file: JsonFile, node: JsonNode | undefined): readonly string[] | undefined {
  if (node?.kind !== 'string') return undefined;
  const pieces = piecesOf(file, node);
  if (pieces === undefined) return undefined;
  const segments: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'code') {
      segments.at(-1)?.push(piece);
      continue;
    }
    piece.text.split('/').forEach((text, index) => {
      if (index > 0) segments.push([]);
      if (text !== '') segments.at(-1)?.push({ kind: 'text', text });
    });
  }
  // Joined by the function that the name is written with.
  const usesConcat = /^\[\s*concat\b/i.test(node.value);
  return segments.map((segment) => joined(segment, usesConcat));
}

function piecesOf(file: JsonFile, node: JsonString): readonly Piece[] | undefined {
  if (!isExpression(node.value)) return [{ kind: 'text', text: unescapeLiteral(node.value) }];
  return piecesOfExpression(file, parseExpression(node.value, sourceOffsets(file.text, node)));
}

function piecesOfExpression(file: JsonFile, written: ArmExpression): readonly Piece[] | undefined {
  const pieceOf = (part: ArmExpression): Piece =>
    part.kind === 'literal'
      ? { kind: 'text', text: String(part.value) }
      : { kind: 'code', code: file.text.slice(part.span.start, part.span.end) };
  if (written.kind === 'invalid') return undefined;
  if (written.kind !== 'call' || written.namespace !== undefined) return [pieceOf(written)];
  const name = written.name.toLowerCase();
  if (name === 'concat') return written.args.map(pieceOf);
  const [format, ...args] = written.args;
  if (name !== 'format' || format?.kind !== 'literal') return [pieceOf(written)];
  const text = String(format.value);
  // Braces that are escaped, and holes with an alignment or a format, are left to Azure.
  if (/\{\{|\}\}|\{\d+[,:]/.test(text)) return [pieceOf(written)];
  const pieces: Piece[] = [];
  for (const [index, part] of text.split(/\{(\d+)\}/).entries()) {
    const arg = index % 2 === 1 ? args[Number(part)] : undefined;
    if (index % 2 === 0) pieces.push({ kind: 'text', text: part });
    else if (arg === undefined) return undefined;
    else pieces.push(pieceOf(arg));
  }
  return pieces;
}

function joined(pieces: readonly Piece[], usesConcat: boolean): string {
  const codes = pieces.map((piece) => (piece.kind === 'text' ? quoted(piece.text) : piece.code));
  const [only] = codes;
  if (only === undefined) return "''";
  if (codes.length === 1) return only;
  if (usesConcat) return call('concat', ...codes);
  const args: string[] = [];
  const format = pieces.map((piece) => {
    if (piece.kind === 'text') return piece.text.replaceAll('{', '{{').replaceAll('}', '}}');
    args.push(piece.code);
    return `{${args.length - 1}}`;
  });
  return call('format', quoted(format.join('')), ...args);
}
