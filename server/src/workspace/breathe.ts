/** Node has it; a timer of no time takes more than a millisecond there. */
const { setImmediate } = globalThis as { readonly setImmediate?: (callback: () => void) => unknown };

/** Lets messages that wait be handled: an analysis is one long computation otherwise. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (setImmediate === undefined) setTimeout(resolve, 0);
    else setImmediate(resolve);
  });
}

/** Breathes when there was no chance to for a while; returns whether it did. */
export class Breath {
  private last = Date.now();

  async take(): Promise<boolean> {
    if (Date.now() - this.last < 20) return false;
    await breathe();
    this.last = Date.now();
    return true;
  }
}
