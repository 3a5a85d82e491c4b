/** The values that a parameter file gives. */
import { createDeployment } from '../evaluation/create-deployment.js';
import { evaluate } from '../evaluation/evaluate.js';
import type { Entry, Value } from '../evaluation/value.js';
import type { Span, Template } from '../template/model.js';
import { resolvePath } from './paths.js';
import type { Project } from './project.js';

/** A parameter file extends another, that one a third; a circle ends here. */
const MOST_EXTENDED = 16;

/** A value and where its name is written, in the file itself or in one that it extends. */
export interface GivenValue {
  readonly name: string;
  readonly file: string;
  readonly nameSpan: Span;
  readonly value: Value;
}

/** The values by the parameters' names in lower case. A file that is missing or no parameter file gives none. */
export function parameterValues(project: Project, path: string): ReadonlyMap<string, Value> {
  return new Map([...givenValues(project, path)].map(([name, { value }]) => [name, value]));
}

/** The same with places. What a file gives wins over what the file gives that it extends. */
export function givenValues(project: Project, path: string, depth = 0): ReadonlyMap<string, GivenValue> {
  const file = project.file(path);
  const values = new Map<string, GivenValue>();
  if (file?.kind === 'bicepparam') {
    const { extends: extended, template, assignments } = file.parameters;
    let variables = new Map<string, Value>();
    if (extended !== undefined && depth < MOST_EXTENDED) {
      const base = resolvePath(path, extended.path);
      project.refer(path, base);
      for (const [name, given] of givenValues(project, base, depth + 1)) values.set(name, given);
      variables = new Map([['base', objectOf([...values.values()], path, extended.span)]]);
    }
    const deployment = createDeployment(template, { loader: project, variables });
    for (const { name, nameSpan, value } of assignments.values()) {
      const given = evaluate(value(), { deployment, locals: undefined });
      values.set(name.toLowerCase(), { name, file: path, nameSpan, value: given });
    }
  } else if (file?.kind === 'parameters') {
    const deployment = createDeployment(emptyTemplate(path));
    for (const { name, nameSpan, value } of file.parameters.values()) {
      const given = evaluate(value, { deployment, locals: undefined });
      values.set(name.toLowerCase(), { name, file: path, nameSpan, value: given });
    }
  }
  return values;
}

/** `base`: what the extended file gives. */
function objectOf(given: readonly GivenValue[], file: string, span: Span): Value {
  const entries = new Map<string, Entry>();
  for (const { name, file: from, nameSpan, value } of given) {
    entries.set(name.toLowerCase(), { name, nameOrigin: { file: from, ...nameSpan }, value });
  }
  return { kind: 'object', entries, open: false, origin: { file, ...span } };
}

/** A JSON parameter file holds values only; it is evaluated as a template without anything. */
function emptyTemplate(file: string): Template {
  const none = new Map<string, never>();
  return {
    file,
    language: 'arm',
    scope: 'resourceGroup',
    symbolicNames: false,
    span: { start: 0, end: 0 },
    parameters: none,
    variables: none,
    functions: none,
    types: none,
    imports: [],
    resources: [],
    modules: [],
    outputs: none,
  };
}
