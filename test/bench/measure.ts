/** Measuring by CPU time, alternating, medians: what else the machine does at the time matters little to a ratio. */

export interface Contestant {
  readonly name: string;
  readonly run: () => unknown;
}

/** A sample runs at least this long, so that the clock's resolution does not matter. */
const SAMPLE_MS = 40;

/**
 * Median CPU milliseconds of one run of each contestant, by name. They take turns, each round in the other order. The
 * collector is left alone: a forced collection also throws away what the engine has learned of the code.
 */
export function race(contestants: readonly Contestant[], rounds = 9): ReadonlyMap<string, number> {
  const repeats = contestants.map(({ run }) => {
    // The first runs are the warm-up: the compiler of the engine has seen the code when the rounds begin.
    let spent = 0;
    let runs = 0;
    while (runs < 3 || spent < 4 * SAMPLE_MS) {
      spent += cpuOf(run);
      runs++;
    }
    return Math.max(1, Math.ceil(SAMPLE_MS / (spent / runs)));
  });
  const samples = contestants.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, index) => index);
    if (round % 2 === 1) order.reverse();
    for (const index of order) {
      const contestant = contestants[index];
      const repeat = repeats[index] ?? 1;
      if (contestant === undefined) continue;
      samples[index]?.push(
        cpuOf(() => {
          for (let run = 0; run < repeat; run++) contestant.run();
        }) / repeat,
      );
    }
  }
  return new Map(contestants.map(({ name }, index) => [name, median(samples[index] ?? [])]));
}

/** CPU milliseconds of all threads of this process, the collector's too. */
export function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Bytes, of the heap and of typed arrays, that the result of `make` holds. */
export async function heapOf(make: () => unknown): Promise<number> {
  // The first time, code is compiled and tables are read, which stay.
  make();
  const before = await heldBytes();
  const result = make();
  const bytes = (await heldBytes()) - before;
  // Used after the measurement, so that it was alive in it.
  if (result === undefined) throw new Error('nothing to measure');
  return bytes;
}

async function heldBytes(): Promise<number> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('run node with --expose-gc');
  for (let round = 0; round < 3; round++) {
    // In a turn of its own: nothing that an earlier call left on the stack is alive.
    await new Promise((resolve) => setImmediate(resolve));
    gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
