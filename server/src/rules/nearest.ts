/** The word that somebody meant who wrote another one. */

/** Edits between two words, letter case aside. */
function distance(left: string, right: string): number {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** More letters than this are no slip of the keyboard. */
const SLIP = 4;
/** Longer texts are not compared: they are no misspelt word. */
const LONGEST = 100;

/** The only known word within a few letters of `text`; undefined where there is none or a choice. */
export function nearestOf(text: string, known: readonly string[]): string | undefined {
  if (text.length > LONGEST) return undefined;
  const near = known.map((word) => ({ word, letters: distance(text, word) })).sort((a, b) => a.letters - b.letters);
  const [first, second] = near;
  if (first === undefined || first.letters > SLIP) return undefined;
  return second !== undefined && second.letters <= first.letters ? undefined : first.word;
}
