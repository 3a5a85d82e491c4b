/** The declarations of a JSON template that only their uses justify. */
import { findValue } from '../syntax/json/navigate.js';
import { schemaOf } from '../syntax/json/schema.js';
import type { JsonFile, JsonObject } from '../syntax/json/tree.js';
import { jsonPage, listOf } from './json-page.js';
import { removeEntries } from './list-edits.js';
import type { Declarations, NamedDeclaration } from './unused-declarations.js';

interface Declared extends NamedDeclaration {
  readonly holder: JsonObject;
  readonly index: number;
}

/** Parameters and variables of the file's own template; a nested one that uses the same name keeps it. */
export function jsonDeclarations(file: JsonFile): Declarations {
  const root = schemaOf(file)?.kind === 'parameters' ? undefined : file.root;
  const all = [
    ...declaredIn(file.text, findValue(root, 'parameters'), 'parameter'),
    ...declaredIn(file.text, findValue(root, 'variables'), 'variable'),
  ];
  return {
    all,
    remove: (some) => {
      const page = jsonPage(file);
      const gone = all.filter((one) => some.some(({ kind, name }) => kind === one.kind && name === one.name));
      return [...new Set(gone.map(({ holder }) => holder))].flatMap((holder) => {
        const indexes = gone.filter((one) => one.holder === holder).map(({ index }) => index);
        return removeEntries(page, listOf(holder, undefined), new Set(indexes));
      });
    },
  };
}

function declaredIn(
  text: string,
  holder: ReturnType<typeof findValue>,
  kind: 'parameter' | 'variable',
): readonly Declared[] {
  if (holder?.kind !== 'object') return [];
  const used = namesUsed(text, kind);
  return holder.properties.flatMap(({ name }, index): Declared[] => {
    // `copy` makes variables of other names.
    if (kind === 'variable' && name.toLowerCase() === 'copy') return [];
    return [{ kind, name, isUsed: used?.has(name.toLowerCase()) ?? true, holder, index }];
  });
}

/** Names in lower case, wherever in the text; undefined: some are computed. */
function namesUsed(text: string, kind: 'parameter' | 'variable'): Set<string> | undefined {
  const used = new Set<string>();
  const calls = new RegExp(`\\b${kind}s\\s*\\(\\s*(?:'((?:[^'"]|'')*)'\\s*\\))?`, 'gi');
  for (const [, name] of text.matchAll(calls)) {
    if (name === undefined) return undefined;
    used.add(name.replaceAll("''", "'").toLowerCase());
  }
  return used;
}
