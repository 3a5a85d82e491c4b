/**
 * Globs of the configuration: `*` within a name, `**` over folders, `?`, `{a,b}`; a pattern without `/` fits any folder.
 * They come from a file, so they are compared by the states that a path can be in, in time that is bounded by the product of both lengths:
 * a regular expression can take exponentially long, or be too large.
 */

const compiled = new Map<string, Automaton>();
/** What is kept of the patterns is bounded, too. */
const KEPT = 500;

/** As long as the longest path of the usual systems; a longer pattern fits nothing. */
const LONGEST = 4096;

/** Whether a relative path with `/` fits the glob. A glob of a folder fits all that lies in it. */
export function matchesGlob(glob: string, path: string): boolean {
  if (glob.length > LONGEST) return false;
  let automaton = compiled.get(glob);
  if (automaton === undefined) {
    if (compiled.size >= KEPT) compiled.clear();
    automaton = compile(glob);
    compiled.set(glob, automaton);
  }
  return accepts(automaton, path);
}

/** What leads to another state: nothing, one character, any character of a name, or any at all. */
interface Step {
  readonly on: 'nothing' | 'name' | 'any' | { readonly character: string };
  readonly to: number;
}

/** The steps out of each state. A path is accepted that can end in one of `ends`; state 0 is the start. */
interface Automaton {
  readonly steps: readonly (readonly Step[])[];
  readonly ends: ReadonlySet<number>;
}

function compile(glob: string): Automaton {
  const pattern = anchored(glob.replaceAll('\\', '/').replace(/^\.?\//, ''));
  const steps: Step[][] = [[]];
  let current = 0;
  const state = (): number => steps.push([]) - 1;
  const step = (from: number, on: Step['on'], to: number): void => void steps[from]?.push({ on, to });
  const go = (on: Step['on']): void => {
    const next = state();
    step(current, on, next);
    current = next;
  };
  const repeat = (on: Step['on']): void => {
    go('nothing');
    step(current, on, current);
  };
  const braces: { readonly start: number; readonly end: number }[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const brace = braces.at(-1);
    if (pattern.startsWith('**/', at)) {
      at += 2;
      go('nothing');
      const folders = current;
      go('name');
      step(current, 'name', current);
      step(current, { character: '/' }, folders);
      current = folders;
    } else if (pattern.startsWith('**', at)) {
      at++;
      repeat('any');
    } else if (character === '*') repeat('name');
    else if (character === '?') go('name');
    else if (character === '{') {
      braces.push({ start: current, end: state() });
      go('nothing');
    } else if (character === ',' && brace !== undefined) {
      step(current, 'nothing', brace.end);
      current = brace.start;
      go('nothing');
    } else if (character === '}' && brace !== undefined) {
      step(current, 'nothing', brace.end);
      current = brace.end;
      braces.pop();
    } else go({ character });
  }
  // A brace that nobody closes ends where the pattern does.
  for (const brace of braces.reverse()) {
    step(current, 'nothing', brace.end);
    current = brace.end;
  }
  const whole = current;
  go({ character: '/' });
  step(current, 'any', current);
  return { steps, ends: new Set([whole, current]) };
}

/** A name alone fits in any folder, and a folder with all that lies in it. */
function anchored(pattern: string): string {
  const isName = !pattern.replace(/\/$/, '').includes('/');
  return `${isName ? '**/' : ''}${pattern}${pattern.endsWith('/') ? '**' : ''}`;
}

function accepts({ steps, ends }: Automaton, path: string): boolean {
  let states = withoutCharacter(steps, [0]);
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at);
    const next: number[] = [];
    for (const from of states) {
      for (const { on, to } of steps[from] ?? []) {
        if (isTaken(on, character)) next.push(to);
      }
    }
    if (next.length === 0) return false;
    states = withoutCharacter(steps, next);
  }
  return [...states].some((one) => ends.has(one));
}

function isTaken(on: Step['on'], character: string): boolean {
  switch (on) {
    case 'nothing':
      return false;
    case 'name':
      return character !== '/';
    case 'any':
      return true;
    default:
      return on.character === character;
  }
}

/** These states, and all that are reached from them by nothing. */
function withoutCharacter(steps: Automaton['steps'], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set(from);
  for (const state of reached) {
    for (const { on, to } of steps[state] ?? []) if (on === 'nothing') reached.add(to);
  }
  return reached;
}
