/** Parameters, variables and `existing` resources that edits leave without a use: they go as well. */
import { parseBicep } from '../syntax/bicep/parse.js';
import { parseJson } from '../syntax/json/parse.js';
import type { TextEdit } from './change.js';
import { ComposedEdits } from './composed-edits.js';
import type { EditableSource, SourceOf } from './source.js';
import { applyEdits } from './text-edits.js';
import { bicepDeclarations } from './bicep-declarations.js';
import { jsonDeclarations } from './json-declarations.js';
import type { Edit } from './list-edits.js';

/** What can be declared in a file and used by its name. */
export interface NamedDeclaration {
  readonly kind: 'parameter' | 'variable' | 'existing';
  readonly name: string;
  readonly isUsed: boolean;
}

/** The declarations of a text, and the edits that take some of them out. */
export interface Declarations {
  readonly all: readonly NamedDeclaration[];
  readonly remove: (some: readonly NamedDeclaration[]) => readonly Edit[];
}

/** A chain of variables that use each other is as long at most. */
const MOST_ROUNDS = 20;

/**
 * The edits, and more of the same texts: whatever was used before them and is not afterwards is removed. Parameters that
 * somebody gives a value to stay, and all of a file of which that is not known: who gives them would be refused.
 */
export function withoutUnused(edits: readonly TextEdit[], sources: SourceOf): TextEdit[] {
  return [...new Set(edits.map(({ file }) => file))].flatMap((file) => {
    const own = edits.filter((edit) => edit.file === file);
    const source = sources(file);
    const composed = source && withoutUnusedIn(source, own);
    return composed?.map((edit) => ({ file, ...edit })) ?? own;
  });
}

/** Parameters that edits of a file leave without a use and that stay, since somebody gives them a value. */
export function unusedButGiven(edits: readonly Edit[], source: EditableSource): readonly string[] {
  const { givenParameters: given = new Set<string>(), text } = source;
  const parametersIn = ({ all }: Declarations): readonly NamedDeclaration[] =>
    all.filter(({ kind, name }) => kind === 'parameter' && given.has(name.toLowerCase()));
  const used = new Set(parametersIn(declarationsOf(source)).flatMap(({ name, isUsed }) => (isUsed ? name : [])));
  if (used.size === 0) return [];
  const after = declarationsOf(withText(source, applyEdits(text, edits)));
  return parametersIn(after).flatMap(({ name, isUsed }) => (!isUsed && used.has(name) ? name : []));
}

/** undefined: nothing is left without a use. */
function withoutUnusedIn(source: EditableSource, edits: readonly TextEdit[]): readonly Edit[] | undefined {
  const removed = edits.map(({ start, end }) => source.text.slice(start, end).toLowerCase()).join('\n');
  if (removed.trim() === '') return undefined;
  const isFree = ({ kind, name }: NamedDeclaration): boolean =>
    kind !== 'parameter' || source.givenParameters?.has(name.toLowerCase()) === false;
  const used = new Set(
    declarationsOf(source)
      .all.filter((one) => one.isUsed && removed.includes(one.name.toLowerCase()) && isFree(one))
      .map(keyOf),
  );
  if (used.size === 0) return undefined;
  const freed = new Set<string>();
  const composed = new ComposedEdits(source.text);
  composed.add(edits);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { all, remove } = declarationsOf(withText(source, composed.now));
    const unused = all.filter((one) => !one.isUsed && (used.has(keyOf(one)) || freed.has(keyOf(one))));
    if (unused.length === 0) break;
    const more = remove(unused);
    if (more.length === 0) break;
    // What these use may be used by nothing else.
    for (const one of all) if ((one.isUsed && isFree(one)) || unused.includes(one)) freed.add(keyOf(one));
    composed.add(more);
  }
  return freed.size === 0 ? undefined : composed.edits;
}

function keyOf({ kind, name }: NamedDeclaration): string {
  return `${kind} ${name}`;
}

function declarationsOf(source: EditableSource): Declarations {
  return source.language === 'arm' ? jsonDeclarations(source.json) : bicepDeclarations(source.tree, source.text);
}

function withText({ language }: EditableSource, text: string): EditableSource {
  return language === 'arm' ? { language, text, json: parseJson(text) } : { language, text, tree: parseBicep(text) };
}
