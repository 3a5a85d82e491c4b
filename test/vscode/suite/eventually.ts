const pollEveryMs = 50;
const giveUpAfterMs = 30_000;

/**
 * Waits until `condition` gives something other than false and undefined, and returns it. `what` completes the sentence "timed out
 * waiting until ...", and `instead` says what there is in its place.
 */
export async function eventually<T>(
  what: string,
  condition: () => Promise<T | false | undefined> | T | false | undefined,
  instead: () => string = () => '',
): Promise<T> {
  const giveUpAt = Date.now() + giveUpAfterMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== undefined) return value;
    if (Date.now() > giveUpAt) throw new Error(`timed out waiting until ${what}; ${instead()}`);
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
}

/** Throws, with both values, unless they are equal. */
export function expectEqual<T>(actual: T, expected: T, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, found ${found}`);
}
