/** What stands at a place of a parameter file. */
import type { ModuleArgument, Span } from '../template/model.js';
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

export function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
