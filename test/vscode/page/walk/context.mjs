// What every part of the walk gets, and how its steps are counted.

/**
 * @typedef {object} Walk
 * @property {import('../workbench.mjs').Workbench} workbench
 * @property {'desktop' | 'web'} kind in which extension host the extension runs
 * @property {string} folder the copy of the sample platform that is open
 * @property {readonly { rule: string }[]} findings of the folder, as the command line tells them
 * @property {(title: string, body: () => Promise<void>) => Promise<void>} step something that must hold; what follows rests on it
 * @property {(name: string) => Promise<void>} picture takes a picture of the window for the README
 * @property {(theme: 'dark' | 'light' | 'high-contrast') => Promise<void>} paint changes the colours
 */

/** A step that cannot say yes or no on this machine, and why. It counts as skipped. */
export class NotJudged extends Error {}

/** Counts a step, and throws with its title if it fails: all after it would fail, too. */
export function stepCounter(kind, results) {
  return async (title, body) => {
    const started = performance.now();
    try {
      await body();
    } catch (error) {
      if (error instanceof NotJudged) {
        results.skipped += 1;
        console.log(`SKIPPED ${title} (${kind} kind): ${error.message}`);
        return;
      }
      throw new Error(`${title} (${kind} kind): ${error.message}`, { cause: error });
    }
    results.passed += 1;
    console.log(`passed ${title} (${kind} kind, ${Math.round(performance.now() - started)} ms)`);
  };
}

/** Throws unless a text has a part; `what` says what the text is. */
export function expectPart(text, part, what) {
  if (!text.includes(part)) throw new Error(`${what} has no '${part}': ${text}`);
}
