/** Something that results rest on has changed: waits for it, and for quiet after it. */

export class Changes {
  private readonly listeners = new Set<() => void>();
  /** How many changes there were. */
  count = 0;

  fire(): void {
    this.count++;
    for (const listener of [...this.listeners]) listener();
  }

  /** Calls back at each change until the returned function is called. */
  on(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Runs a task once it was not asked for during `quiet` milliseconds; never twice at a time. */
export class Debounced {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly quiet: number,
    private readonly task: () => Promise<void>,
  ) {}

  ask(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.running.then(this.task);
    }, this.quiet);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
