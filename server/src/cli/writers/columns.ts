/** How many columns of a terminal a text takes. */

/** Marks that stand over the character before them, and characters without width. */
const ZERO = /\p{Mn}|\p{Me}|\p{Cf}/u;
/** East Asian scripts and emoji take two columns (Unicode TR 11, the ranges that templates have). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns of a text in which no tabs and no control characters are. */
export function columnsOf(text: string): number {
  // eslint-disable-next-line no-control-regex -- plain ASCII is as wide as it is long
  if (/^[\u0000-\u007f]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (!ZERO.test(character)) columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}
