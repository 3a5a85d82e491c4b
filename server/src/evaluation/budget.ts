/** Bounds on the work of one analysis, so that a hostile template ends in a status instead of a hang. */
export interface Budget {
  steps: number;
  depth: number;
  /** Set once a bound was hit; the file's status then says "partial". */
  exceeded: string | undefined;
}

/** Evaluated expression nodes for one root template, all modules included. */
const MAX_STEPS = 3_000_000;
/** Nesting of evaluations in each other, all variables and modules included; keeps the stack of a web worker. */
const MAX_DEPTH = 250;

export function newBudget(): Budget {
  return { steps: MAX_STEPS, depth: MAX_DEPTH, exceeded: undefined };
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

export function leave(budget: Budget): void {
  budget.depth++;
}
