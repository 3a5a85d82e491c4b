/** Values as Bicep writes them. */
import type { BicepFile } from '../syntax/bicep/tree.js';
import { bicepString, expressionAt, isIdentifier } from './bicep-page.js';
import type { DeclarationPlace } from './bicep-symbols.js';
import {
  chainAt,
  declarationAt,
  dependsOn,
  isConditional,
  isLooped,
  placeOfDeclared,
  symbolFrom,
} from './bicep-symbols.js';
import type { Anchor } from './new-resource.js';
import { NewResource } from './new-resource.js';
import type { Page } from './page.js';
import type { ValueWriter, Writable } from './writable.js';
import { isList, isObject, Keyed, Verbatim } from './writable.js';

/** Writes values at an offset of the file, or, without one, in a statement that is added to it. */
export function bicepWriter(page: Page, tree: BicepFile, file: string, offset: number | undefined): ValueWriter {
  const around = offset === undefined ? [] : chainAt(tree, offset);
  const reader = offset === undefined ? undefined : declarationAt(tree, { start: offset, end: offset });
  return {
    propertyOf: ({ resource, path }) => {
      if (resource instanceof NewResource) return new Verbatim(resource.symbol + path.map(access).join(''));
      const target = resource.file === file ? placeOfDeclared(tree, resource) : undefined;
      if (target === undefined || target.chain.some(isLooped)) return undefined;
      // A resource cannot read what waits for it.
      if (around.includes(target.node) || (reader !== undefined && dependsOn(tree, target, reader))) return undefined;
      const symbol = symbolFrom(around, target);
      return symbol === undefined ? undefined : new Verbatim(symbol + accessOf(target, path));
    },
    writtenAt: (at) => {
      const node = at.file === file ? expressionAt(tree, at) : undefined;
      return node && new Verbatim(page.text.slice(node.start, node.end));
    },
    parameter: (name) => new Verbatim(name),
    code: (text) => new Verbatim(text),
    call: (name, args) => new Verbatim(`${name}(${args.map(codeOf).join(', ')})`),
    text: (parts) =>
      parts.every((part) => typeof part === 'string') ? parts.join('') : new Verbatim(interpolation(parts)),
    key: (value) =>
      new Verbatim(value instanceof Verbatim && !value.text.startsWith("'") ? `'\${${value.text}}'` : codeOf(value)),
  };
}

/** The name of a resource that stands at the top of the file, or is added there. */
export function symbolOf(tree: BicepFile, file: string, resource: Anchor): string | undefined {
  if (resource instanceof NewResource) return resource.symbol;
  const place = resource.file === file ? placeOfDeclared(tree, resource) : undefined;
  return place && symbolFrom([], place);
}

function accessOf(target: DeclarationPlace, path: readonly string[]): string {
  const isKnown = path.length === 1 && ['id', 'name', 'type', 'apiVersion'].includes(path[0] ?? '');
  const there = target.chain.some(isConditional) && !isKnown ? '!' : '';
  const read = target.node.kind === 'module' && path[0] === 'properties' ? path.slice(1) : path;
  const output = target.node.kind === 'module' && read[2] === 'value' ? [...read.slice(0, 2), ...read.slice(3)] : read;
  return there + output.map(access).join('');
}

function access(name: string): string {
  if (/^\d+$/.test(name)) return `[${name}]`;
  return isIdentifier(name) ? `.${name}` : `['${name.replaceAll("'", "\\'")}']`;
}

function interpolation(parts: readonly Writable[]): string {
  const written = parts.map((part) =>
    typeof part === 'string' ? bicepString(part).slice(1, -1) : `\${${codeOf(part)}}`,
  );
  const [only] = parts;
  return parts.length === 1 && only instanceof Verbatim ? only.text : `'${written.join('')}'`;
}

/** A value on one line. */
function codeOf(value: Writable): string {
  if (value instanceof Verbatim) return value.text;
  if (value instanceof Keyed)
    return `{ ${value.entries.map(([name, inner]) => `${name.text}: ${codeOf(inner)}`).join(', ')} }`;
  if (typeof value === 'string') return bicepString(value);
  if (isList(value)) return `[${value.map(codeOf).join(', ')}]`;
  if (isObject(value)) {
    const entries = [...value].map(
      ([name, inner]) => `${isIdentifier(name) ? name : bicepString(name)}: ${codeOf(inner)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }
  return String(value);
}
