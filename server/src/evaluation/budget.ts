/** Bounds on the work of one analysis, so that a hostile template ends in a status instead of a hang. */

/**
 * How many more values may be looked at. Values that share parts can be exponentially larger than what they are made of,
 * so that whatever walks through all of a value counts.
 */
export interface Meter {
  values: number;
}

export interface Budget extends Meter {
  steps: number;
  depth: number;
  /** Set once a bound was hit; the file's status then says "partial". */
  exceeded: string | undefined;
}

/** Evaluated expression nodes for one root template, all modules included. */
const MAX_STEPS = 3_000_000;
/** Nesting of evaluations in each other, all variables and modules included; keeps the stack of a web worker. */
const MAX_DEPTH = 250;
/** What the functions of one root template may look at, in values, in entries of lists and in pieces of text. */
const MAX_VALUES = 5_000_000;
/** For one look at one value, outside of functions. */
const MAX_VALUES_OF_ONE = 200_000;

export function newBudget(): Budget {
  return { steps: MAX_STEPS, depth: MAX_DEPTH, values: MAX_VALUES, exceeded: undefined };
}

/** For a single look at a value that no analysis pays for. */
export function newMeter(): Meter {
  return { values: MAX_VALUES_OF_ONE };
}

/** Goes one level deeper; false where a bound is reached. What goes deeper must come back with `leave`. */
export function enter(budget: Budget): boolean {
  if (budget.steps <= 0) {
    budget.exceeded ??= 'too many expressions to evaluate';
    return false;
  }
  if (budget.depth <= 0) {
    budget.exceeded ??= 'expressions are nested too deeply';
    return false;
  }
  budget.steps--;
  budget.depth--;
  return true;
}

/** Counts work that is not an expression; false where a bound is reached. */
export function useSteps(budget: Budget, steps: number): boolean {
  budget.steps -= steps;
  if (budget.steps > 0) return true;
  budget.exceeded ??= 'too many expressions to evaluate';
  return false;
}

export function leave(budget: Budget): void {
  budget.depth++;
}

/** Counts what a function looks at; false where it is too much. */
export function spend(budget: Budget, values: number): boolean {
  budget.values -= values;
  if (budget.values > 0) return true;
  budget.exceeded ??= 'the values are too large';
  return false;
}
