/** Values for parameters: in parameter files, and where a module is called. */
import type { ModuleArgument, Span } from '../template/model.js';
import type { TemplatePlace } from '../template/place.js';
import type { BicepParametersSource, ParametersSource } from '../workspace/source-file.js';

/** The assignment that an offset is in: in its name or its value. */
export function argumentAt(file: ParametersSource | BicepParametersSource, offset: number): ModuleArgument | undefined {
  for (const one of argumentsOf(file)) if (isIn(one.nameSpan, offset) || isIn(one.value.span, offset)) return one;
  return undefined;
}

function* argumentsOf(file: ParametersSource | BicepParametersSource): Generator<ModuleArgument> {
  if (file.kind === 'parameters') yield* file.parameters.values();
  else {
    for (const { name, nameSpan, value } of file.parameters.assignments.values()) {
      yield { name, nameSpan, value: value() };
    }
  }
}

/** The parameter of a module that a place gives a value to: `params: { name: ... }`, in JSON `parameters`. */
export function parameterOfModule({ template, within, path }: TemplatePlace): string | undefined {
  if (within.kind !== 'module') return undefined;
  const isArm = template.language === 'arm' || path[0] === 'properties';
  const holder = isArm ? ['properties', 'parameters'] : ['params'];
  const [name, value, ...deeper] = path.slice(holder.length);
  if (holder.some((part, index) => path[index]?.toLowerCase() !== part) || deeper.length > 0) return undefined;
  return value === undefined || (isArm && value.toLowerCase() === 'value') ? name : undefined;
}

export function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
