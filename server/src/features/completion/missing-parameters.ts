/** Declares the parameters that a snippet uses and the template does not have. */
import { Draft } from '../../edits/draft.js';
import { jsonPage, listOf } from '../../edits/json-page.js';
import { Verbatim } from '../../edits/writable.js';
import type { Writable } from '../../edits/writable.js';
import { findValue } from '../../syntax/json/navigate.js';
import type { JsonFile, JsonObject } from '../../syntax/json/tree.js';
import type { BicepSource } from '../../workspace/source-file.js';
import type { Surroundings } from './resources-at-hand.js';
import type { SnippetPlace } from './snippet-places.js';

/** A replacement of text, by its offsets. */
export interface PlainEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

interface Declarations {
  readonly edits: readonly PlainEdit[];
  /** What must be written in front of the snippet itself: the declarations go to the very same place. */
  readonly before: string;
}

export function missingParameters(
  { source, template }: Surroundings,
  place: SnippetPlace,
  parameters: Readonly<Record<string, unknown>>,
): Declarations {
  const missing = Object.entries(parameters).filter(([name]) => !template.parameters.has(name.toLowerCase()));
  if (missing.length === 0) return { edits: [], before: '' };
  if (source.kind === 'bicep') {
    const lines = missing.flatMap(([, declaration]) => declaration as readonly string[]);
    return inBicep(source, place, lines);
  }
  return { edits: place.template === undefined ? [] : inJson(source.json, place.template, missing), before: '' };
}

/** Behind the last parameter, else in front of everything but what comes first in a file. */
function inBicep({ tree, text }: BicepSource, place: SnippetPlace, lines: readonly string[]): Declarations {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const last = tree.statements.filter(({ kind }) => kind === 'parameter').at(-1);
  const anchor = last ?? tree.statements.filter(({ kind }) => kind === 'targetScope' || kind === 'metadata').at(-1);
  const declarations = lines.join(lineBreak);
  if (anchor !== undefined) {
    const newText = (last === undefined ? lineBreak : '') + lineBreak + declarations;
    return { edits: [{ start: anchor.end, end: anchor.end, newText }], before: '' };
  }
  const first = tree.statements.find(({ kind }) => kind !== 'skipped');
  if (first === undefined || place.range.start <= first.start) {
    return { edits: [], before: `${lines.join('\n')}\n\n` };
  }
  const edit = { start: first.start, end: first.start, newText: declarations + lineBreak + lineBreak };
  return { edits: [edit], before: '' };
}

function inJson(
  file: JsonFile,
  template: JsonObject,
  missing: readonly (readonly [string, unknown])[],
): readonly PlainEdit[] {
  const draft = new Draft(jsonPage(file));
  const root = listOf(template, undefined);
  const there = findValue(template, 'parameters');
  const entries = new Map(missing.map(([name, value]) => [name, writable(value)]));
  if (there?.kind === 'object') {
    const list = listOf(there, root);
    for (const [name, value] of entries) draft.addProperty(list, name, value);
  } else if (there === undefined) {
    const header = template.properties
      .map(({ name }) => /^(\$schema|contentVersion|languageVersion)$/i.test(name))
      .lastIndexOf(true);
    draft.addProperty(root, 'parameters', entries, header);
  }
  return draft.finish() ?? [];
}

/** As it is written: an expression stays one. */
function writable(value: unknown): Writable {
  if (typeof value !== 'object' || value === null) return new Verbatim(JSON.stringify(value));
  return new Map(Object.entries(value).map(([name, inner]) => [name, writable(inner)]));
}
