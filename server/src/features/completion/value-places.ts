/** Where a value is being written: of which property, and what of it is typed already. */
import { findPath as bicepPath } from '../../syntax/bicep/walk.js';
import type { BicepFile, BicepNode } from '../../syntax/bicep/tree.js';
import { findPath as jsonPath } from '../../syntax/json/navigate.js';
import type { JsonPath } from '../../syntax/json/navigate.js';
import type { JsonFile, JsonProperty } from '../../syntax/json/tree.js';
import type { Span } from '../../template/model.js';

export interface ValuePlace {
  /** Names of the properties from the file to the value, in lower case. */
  readonly path: readonly string[];
  /** What is typed of the value and is replaced as a whole. */
  readonly range: Span;
  /** What of it stands before the cursor. */
  readonly typed: string;
  /** JSON: an argument of a function, inside the brackets of an expression. */
  readonly inExpression: boolean;
  /** JSON: the argument is a name of a resource of this type, as `resourceId` wants it. */
  readonly nameOf?: string;
}

/** The value that the cursor is at in a Bicep file; undefined where there is none, or more of it than a name or a text. */
export function bicepValuePlace(tree: BicepFile, text: string, offset: number): ValuePlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const parameter = /^\s*param\s+(\w+)\s+string\s*=\s*('[^']*|)$/.exec(line);
  if (parameter !== null) {
    const [, name = '', typed = ''] = parameter;
    const innermost = bicepPath(tree, offset).at(-1);
    const end = innermost?.kind === 'string' && innermost.wellFormed ? innermost.end : offset;
    return { path: [name.toLowerCase()], range: { start: offset - typed.length, end }, typed, inExpression: false };
  }
  // The last name with a colon behind it; before the value there may be the beginning of a choice, or a bracket.
  const key = /^(.*?(?:^|[{,]|\s))(?:'[^']*'|[A-Za-z_]\w*)[ \t]*:(?!:)/.exec(line);
  const typed = /(?:^|[\s:(?])('[^']*|[A-Za-z_][\w.:]*|)$/.exec(line)?.[1];
  if (key === null || typed === undefined || typed.includes('${')) return undefined;
  const path = propertyAt(tree, lineStart, line, offset - typed.length);
  if (path === undefined) return undefined;
  const innermost = bicepPath(tree, offset).at(-1);
  let end = offset;
  if (!typed.startsWith("'")) end += /^[\w.]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  else if (innermost?.kind === 'string' && innermost.wellFormed && !innermost.multiline) ({ end } = innermost);
  const start = offset - typed.length;
  if (tree.comments.some((comment) => comment.start < start && start < comment.end)) return undefined;
  // In front of a value that is there already nothing is missing.
  if (
    typed === '' &&
    end === offset &&
    !/^(?:[ \t]*[\r\n)}\],]|[ \t]*$|[ \t]+:)/.test(text.slice(offset, offset + 200))
  )
    return undefined;
  return { path, range: { start, end }, typed, inExpression: false };
}

/** The names of the properties down to the one whose value is at `valueStart`: the last one of the line that begins before it. */
function propertyAt(tree: BicepFile, lineStart: number, line: string, valueStart: number): string[] | undefined {
  const names = [...line.matchAll(/(?:^|[{,]|\s)('[^']*'|[A-Za-z_]\w*)(?=[ \t]*:(?!:))/g)];
  for (const match of names.reverse()) {
    const name = match[1] ?? '';
    const at = lineStart + match.index + match[0].length - name.length;
    const path = bicepPath(tree, at, at + name.length);
    const depth = path.map((node) => node.kind === 'property' && node.key.start === at).lastIndexOf(true);
    const property = path[depth];
    if (property?.kind !== 'property') continue;
    // Inside of another object or list, the value is not this property's.
    const { value } = property;
    if ((value.kind === 'object' || value.kind === 'array') && value.start < valueStart && valueStart < value.end)
      return undefined;
    return path.slice(0, depth + 1).flatMap(nameOf);
  }
  return undefined;
}

function nameOf(node: BicepNode): string[] {
  if (node.kind !== 'property') return [];
  const { key } = node;
  if (key.kind === 'identifier') return [key.name.toLowerCase()];
  return key.kind === 'string' ? [key.value.toLowerCase()] : [];
}

/** The value that the cursor is at in a JSON file. */
export function jsonValuePlace(file: JsonFile, offset: number): ValuePlace | undefined {
  const { text } = file;
  if (file.comments.some(({ start, end }) => start < offset && offset < end)) return undefined;
  const path = jsonPath(file, offset);
  const node = path.at(-1);
  const holder = path.at(-2);
  if (node?.kind === 'string' && holder?.kind === 'property' && holder.value === node && node.start < offset) {
    const isClosed = text.charAt(node.end - 1) === '"' && node.end - node.start > 1;
    if (isClosed && offset === node.end) return undefined;
    const isShort = isClosed && !text.slice(node.start, node.end).includes('\n');
    const range = { start: node.start, end: isShort ? node.end : offset };
    return inString(text, { path: namesOf(path), range, typed: text.slice(node.start, offset), inExpression: false });
  }
  const key = /"((?:[^"\\\n]|\\.)*)"\s*:\s*(\w*)$/.exec(text.slice(Math.max(0, offset - 300), offset));
  if (key === null) return undefined;
  const typed = key[2] ?? '';
  const keyStart = offset - key[0].length;
  const inner = jsonPath(file, keyStart + 1);
  const property = inner.filter((step): step is JsonProperty => step.kind === 'property').at(-1);
  if (property?.start !== keyStart) return undefined;
  const start = offset - typed.length;
  const { value } = property;
  const rest = /^\w*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  if (value !== undefined && (value.start !== start || value.end > offset + rest.length)) return undefined;
  return { path: namesOf(inner), range: { start, end: offset + rest.length }, typed, inExpression: false };
}

/**
 * An argument of `if` and `coalesce` may be anything that the whole value may be, one of `resourceId` is a name; no other
 * expression is completed inside.
 */
function inString(text: string, place: ValuePlace): ValuePlace | undefined {
  const expression = /^"\s*\[(?!\[)/.exec(place.typed);
  if (expression === null) return place;
  const code = place.typed.slice(expression[0].length);
  if (!/[(,]/.test(code)) return place;
  const open: { name: string; args: number; type: string | undefined }[] = [];
  for (const [token] of code.matchAll(/'(?:[^']|'')*'?|[A-Za-z_][\w.]*\s*\(|[(),]/g)) {
    if (token.endsWith('(') && !token.startsWith("'"))
      open.push({ name: token.slice(0, -1).trim().toLowerCase(), args: 0, type: undefined });
    else if (token === ')') open.pop();
    else if (token === ',') {
      const last = open.at(-1);
      if (last !== undefined) last.args++;
    } else {
      const last = open.at(-1);
      // The type is the last text with a slash before the names.
      if (last !== undefined && /^'[\w.]+\/[\w/]+'$/.test(token)) last.type = token.slice(1, -1);
    }
  }
  const inner = open.at(-1);
  const isValue = inner !== undefined && ((inner.name === 'if' && inner.args > 0) || inner.name === 'coalesce');
  const nameOf = inner?.name === 'resourceid' && inner.args > 0 ? inner.type : undefined;
  const typed = (isValue ? /(?:^|[\s(,])([A-Za-z_]\w*|)$/ : /(?:^|[\s(,])('[\w-]*|[A-Za-z_]\w*|)$/).exec(code)?.[1];
  if ((!isValue && nameOf === undefined) || typed === undefined) return undefined;
  const offset = place.range.start + place.typed.length;
  const rest = (typed.startsWith("'") ? /^[\w-]*'?/ : /^\w*/).exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const range = { start: offset - typed.length, end: offset + rest.length };
  return { ...place, range, typed, inExpression: true, ...(nameOf === undefined ? {} : { nameOf }) };
}

function namesOf(path: JsonPath): string[] {
  return path.flatMap((step) => (step.kind === 'property' ? [step.name.toLowerCase()] : []));
}
