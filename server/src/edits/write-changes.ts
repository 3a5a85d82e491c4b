/** From what a fix wants to the smallest edits of the files it concerns. */
import type { Change, Declared, TextEdit } from './change.js';
import { changeBicep } from './bicep-changes.js';
import { bicepPage } from './bicep-page.js';
import { Draft } from './draft.js';
import { changeJson } from './json-changes.js';
import { jsonPage } from './json-page.js';
import type { Page } from './page.js';
import type { EditableSource, SourceOf } from './source.js';
import { withoutUnused } from './unused-declarations.js';

export { applyEdits } from './text-edits.js';

/**
 * The edits that make all of the changes, by file and in order, and that remove what only the changed text used. All
 * changes speak of the same texts, before any edit. Empty: everything is already so. undefined: one of the changes is not
 * possible, or two of them contradict each other.
 */
export function writeChanges(changes: readonly Change[], sources: SourceOf): TextEdit[] | undefined {
  const edits = writeOnly(changes, sources);
  return edits && withoutUnused(edits, sources);
}

/** The same, and what is left without a use stays. */
export function writeOnly(changes: readonly Change[], sources: SourceOf): TextEdit[] | undefined {
  const drafts = new Map<string, Open>();
  const open = (file: string): Open | undefined => {
    let opened = drafts.get(file);
    const source = opened === undefined ? sources(file) : undefined;
    if (source !== undefined) drafts.set(file, (opened = { source, draft: new Draft(pageOfSource(source)) }));
    return opened;
  };
  const removed = changes.flatMap((change) => (change.kind === 'removeResource' ? change.resource : []));
  for (const change of changes) {
    if (!waysOf(change).some(({ file, change: way }) => take(open(file), file, way, removed))) return undefined;
  }
  const edits: TextEdit[] = [];
  for (const [file, { draft }] of drafts) {
    const finished = draft.finish();
    if (finished === undefined) return undefined;
    edits.push(...finished.map(({ start, end, newText }) => ({ file, start, end, newText })));
  }
  return edits;
}

/** A file that is being changed. */
interface Open {
  readonly source: EditableSource;
  readonly draft: Draft;
}

function pageOfSource(source: EditableSource): Page {
  return source.language === 'arm' ? jsonPage(source.json) : bicepPage(source.tree, source.text);
}

function take(open: Open | undefined, file: string, change: Change, allRemoved: readonly Declared[]): boolean {
  if (open === undefined) return false;
  const removed = allRemoved.filter((declared) => declared.file === file);
  const { source, draft } = open;
  return source.language === 'arm'
    ? changeJson(draft, source.json, file, change, removed)
    : changeBicep(draft, source.tree, file, change, removed);
}

/** The places where a change can be made, the best first. */
function waysOf(change: Change): readonly { readonly file: string; readonly change: Change }[] {
  switch (change.kind) {
    case 'remove':
      // A value that came through a variable or a parameter is removed where it is used.
      return [change.at, ...(change.at.trail ?? [])].map((at) => ({ file: at.file, change: { kind: 'remove', at } }));
    case 'replace':
    case 'replaceText':
    case 'replaceMember':
      return [{ file: change.at.file, change }];
    case 'setIn':
      return [{ file: change.object.file, change }];
    case 'append':
      return [{ file: change.array.file, change }];
    case 'addResource':
    case 'addParameter':
      return [{ file: change.file, change }];
    case 'set':
    case 'addDependency':
    case 'removeResource':
      return [{ file: change.resource.file, change }];
  }
}
