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
    result += other.length === character.length && !isTurkish(character) ? other : character;
  }
  return result;
}

/** Dotless and dotted i are no pair in the invariant culture. */
function isTurkish(character: string): boolean {
  return character === '\u0131' || character === '\u0130';
}

/**
 * Text that a comparison by culture treats as a comparison by character: no combining or ignored characters.
 * `indexOf`, `startsWith` and their like are such comparisons.
 */
export function isSimpleText(text: string): boolean {
  return /^[\u0020-\u007e\u00c0-\u00c5\u00c7-\u00d6\u00d8-\u00dd\u00e0-\u00e5\u00e7-\u00f6\u00f8-\u00fd]*$/.test(text);
}
