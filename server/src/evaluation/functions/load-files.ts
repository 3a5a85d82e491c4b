/** Bicep's functions that read a file when the template is compiled: `loadTextContent` and the like. */
import { parseJson } from '../../syntax/json/parse.js';
import type { FileContents, Missing } from '../deployment.js';
import { literal, textOf } from '../value.js';
import type { Entry, ObjectValue, Origin, Value } from '../value.js';
import { toBase64 } from './base64.js';
import { valueOfJson } from './json-nodes.js';
import { selectByPath } from './json-path.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { refused } from './results.js';
import { decodedText } from './text-encoding.js';
import { valueOfYaml } from './yaml-text.js';

/** Longer texts the compiler refuses, in UTF-16 units. */
const LONGEST_TEXT = 131_072;
const LONGEST_DATA = 1_048_576;
const MOST_BYTES = (LONGEST_TEXT / 4) * 3;

type Loaded<T> = T | Missing;

/** A function whose first argument is a path, which the compiler has to know. */
function loading(
  name: string,
  load: (path: string, rest: readonly (string | undefined)[], site: CallSite) => Loaded<Value>,
): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [first, ...rest] = args;
    const path = first && textOf(first);
    if (path === undefined) return undefined;
    const loaded = load(path, rest.map(textOf), site);
    return 'kind' in loaded ? loaded : refused(name, args, loaded.missing, site);
  });
}

function bytesOf(path: string, { environment }: CallSite): Loaded<{ readonly bytes: Uint8Array }> {
  const { root, template } = environment.deployment;
  const contents: FileContents | undefined = root.loader.contents;
  if (contents === undefined) return { missing: `'${path}' was not read` };
  return contents.bytes(template.file, path);
}

function textFrom(path: string, encoding: string, longest: number, site: CallSite): Loaded<{ readonly text: string }> {
  const file = bytesOf(path, site);
  if ('missing' in file) return file;
  const text = decodedText(file.bytes, encoding);
  if (text === undefined) return { missing: `'${encoding}' is no encoding` };
  return text.length > longest ? { missing: `'${path}' is too long` } : { text };
}

/** JSON or YAML, or what a path selects in it: one value, or an array of several. */
function dataFrom(read: (text: string, origin: Origin) => Value | undefined) {
  return (
    path: string,
    [selector, encoding = 'utf-8']: readonly (string | undefined)[],
    site: CallSite,
  ): Loaded<Value> => {
    const file = textFrom(path, encoding, LONGEST_DATA, site);
    if ('missing' in file) return file;
    const value = read(file.text, site.origin);
    if (value === undefined) return { missing: `'${path}' cannot be read as data` };
    if (selector === undefined) return value;
    const selected = selectByPath(value, selector);
    const [first, ...others] = selected ?? [];
    if (first === undefined) return { missing: `'${selector}' selects nothing in '${path}'` };
    return others.length === 0 ? first : { kind: 'array', items: [first, ...others], open: false, origin: site.origin };
  };
}

function jsonFrom(text: string, origin: Origin): Value | undefined {
  const { root, errors } = parseJson(text);
  return root === undefined || errors.length > 0 ? undefined : valueOfJson(root, text, origin);
}

/** The files of a folder, not of those below it, by the name relative to the template. */
function folderFrom(path: string, [pattern = '']: readonly (string | undefined)[], site: CallSite): Loaded<Value> {
  const { origin, environment } = site;
  const { root, template } = environment.deployment;
  const folder = root.loader.contents?.folder(template.file, path);
  if (folder === undefined) return { missing: `'${path}' was not read` };
  if ('missing' in folder) return folder;
  const prefix = `${path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '')}/`;
  const isWanted = namePattern(pattern);
  const items = folder.files
    .filter((name) => isWanted(name))
    .map((name) => ({ name, relative: `${prefix}${name}` }))
    .sort((left, right) => (left.relative.toUpperCase() < right.relative.toUpperCase() ? -1 : 1))
    .map(({ name, relative }) =>
      objectOfTexts({ relativePath: relative, baseName: name, extension: /\.[^.]*$/.exec(name)?.[0] ?? '' }, origin),
    );
  return { kind: 'array', items, open: false, origin };
}

function objectOfTexts(texts: Readonly<Record<string, string>>, origin: Origin): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const [name, text] of Object.entries(texts)) {
    entries.set(name.toLowerCase(), { name, nameOrigin: origin, value: literal(text, origin) });
  }
  return { kind: 'object', entries, open: false, origin };
}

/** A search pattern of .NET: `*` any text, `?` one character, or none before a dot or the end; letter case counts, as it does where Azure builds. */
function namePattern(pattern: string): (name: string) => boolean {
  if (pattern === '' || pattern === '*' || pattern === '*.*') return () => true;
  const parts = pattern.replace(/\*+/g, '*');
  return (name) => matchesPattern(name, parts);
}

/** Without backtracking over more than one star. */
function matchesPattern(name: string, pattern: string): boolean {
  let states = new Set([0]);
  const close = (from: Set<number>, ahead: string): Set<number> => {
    for (const at of from) {
      const wanted = pattern.charAt(at);
      if (wanted === '*' || (wanted === '?' && (ahead === '.' || ahead === ''))) from.add(at + 1);
    }
    return from;
  };
  for (const char of name) {
    states = close(states, char);
    const next = new Set<number>();
    for (const at of states) {
      const wanted = pattern.charAt(at);
      if (wanted === '*') next.add(at);
      else if (wanted === '?' || wanted === char) next.add(at + 1);
    }
    states = next;
  }
  return close(states, '').has(pattern.length);
}

export const loadFunctions: readonly TemplateFunction[] = [
  loading('loadTextContent', (path, [encoding = 'utf-8'], site) => {
    const file = textFrom(path, encoding, LONGEST_TEXT, site);
    return 'missing' in file ? file : literal(file.text, site.origin);
  }),
  loading('loadFileAsBase64', (path, _, site) => {
    const file = bytesOf(path, site);
    if ('missing' in file) return file;
    if (file.bytes.length > MOST_BYTES) return { missing: `'${path}' is too long` };
    return literal(toBase64([...file.bytes]), site.origin);
  }),
  loading('loadJsonContent', dataFrom(jsonFrom)),
  loading('loadYamlContent', dataFrom(valueOfYaml)),
  loading('loadDirectoryFileInfo', folderFrom),
];
