/** Letter case as .NET's invariant culture has it: one character for one, whatever stands around it. */

/** Azure's `toLower()`. */
export function lowerCase(text: string): string {
  return mapped(text, (character) => character.toLowerCase());
}

/** Azure's `toUpper()`: `ß` stays. */
export function upperCase(text: string): string {
  return mapped(text, (character) => character.toUpperCase());
}

function mapped(text: string, change: (character: string) => string): string {
  let result = '';
  for (const character of text) {
    const other = change(character);
    result += other.length === character.length ? other : character;
  }
  return result;
}
