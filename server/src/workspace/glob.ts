/** Globs of the configuration: `*` within a name, `**` over folders, `?`, `{a,b}`; a pattern without `/` fits any folder. */

const compiled = new Map<string, RegExp>();
/** Patterns come from a file, so what is kept of them is bounded. */
const KEPT = 500;

/** Whether a relative path with `/` fits the glob. A glob of a folder fits all that lies in it. */
export function matchesGlob(glob: string, path: string): boolean {
  let expression = compiled.get(glob);
  if (expression === undefined) {
    if (compiled.size >= KEPT) compiled.clear();
    expression = compile(glob);
    compiled.set(glob, expression);
  }
  return expression.test(path);
}

function compile(glob: string): RegExp {
  let pattern = glob.replaceAll('\\', '/').replace(/^\.?\//, '');
  if (!pattern.replace(/\/$/, '').includes('/')) pattern = `**/${pattern}`;
  if (pattern.endsWith('/')) pattern += '**';
  let source = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '*' && pattern.charAt(at + 1) === '*') {
      at++;
      if (pattern.charAt(at + 1) === '/') {
        at++;
        source += '(?:[^/]+/)*';
      } else source += '.*';
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '{') {
      braces++;
      source += '(?:';
    } else if (character === '}' && braces > 0) {
      braces--;
      source += ')';
    } else if (character === ',' && braces > 0) source += '|';
    else source += character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  source += ')'.repeat(braces);
  return new RegExp(`^${source}(?:/.*)?$`);
}
