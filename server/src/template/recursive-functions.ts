/** User-defined functions that call themselves, which Azure refuses. */
import type { FunctionDeclaration, Template } from './model.js';
import { expressionsIn } from './walk.js';

const known = new WeakMap<FunctionDeclaration, boolean>();

/** Whether the function calls itself, directly or through others of the same template. */
export function isRecursive(declaration: FunctionDeclaration, template: Template): boolean {
  let answer = known.get(declaration);
  if (answer === undefined) known.set(declaration, (answer = reaches(declaration, template)));
  return answer;
}

function reaches(start: FunctionDeclaration, { functions }: Template): boolean {
  if (functions.size === 0) return false;
  const seen = new Set<FunctionDeclaration>();
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const expression of expressionsIn(next.body())) {
      if (expression.kind !== 'call') continue;
      const { namespace, name } = expression;
      const called = functions.get((namespace === undefined ? name : `${namespace}.${name}`).toLowerCase());
      if (called === start) return true;
      if (called === undefined || seen.has(called)) continue;
      seen.add(called);
      open.push(called);
    }
  }
  return false;
}
