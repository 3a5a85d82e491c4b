/** Symbols for what is added to a template. */
import type { Template } from '../template/model.js';

/** All names that a Bicep file gives, or the symbols of a JSON template, in lower case. */
export function namesIn(template: Template): Set<string> {
  const names = [
    ...template.parameters.keys(),
    ...template.variables.keys(),
    ...template.functions.keys(),
    ...template.types.keys(),
    ...template.outputs.keys(),
    ...[...template.resources, ...template.modules].flatMap(({ symbol }) => symbol ?? []),
    ...template.imports.flatMap(({ names: imported, wildcard }) => [
      ...imported.map(({ as }) => as),
      ...(wildcard === undefined ? [] : [wildcard]),
    ]),
  ];
  return new Set(names.map((name) => name.toLowerCase()));
}

/** The words as a symbol in the letter case of those that the template has. `words` start in lower case. */
export function symbolIn(template: Template, words: readonly string[]): string {
  const symbols = [...template.resources, ...template.modules].flatMap(({ symbol }) => symbol ?? []);
  const snake = symbols.filter((symbol) => symbol.includes('_')).length * 2 > symbols.length;
  const pascal = symbols.filter((symbol) => /^[A-Z]/.test(symbol)).length * 2 > symbols.length;
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return snake ? words.join('_') : words.map((word, index) => (index > 0 || pascal ? capital(word) : word)).join('');
}

/** The name, with a number where it is taken; it is taken from then on. */
export function freeName(taken: Set<string>, name: string): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate.toLowerCase()); count++) candidate = `${name}${String(count)}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}
