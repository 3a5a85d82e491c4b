/** Lets messages that wait be handled: an analysis is one long computation otherwise. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
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
