/** Completions in parameter files: values that what a parameter decides can have. */
import type { CompletionItem, Range } from 'vscode-languageserver';
import type { Analysis } from '../../analysis.js';
import { usesOfParameter } from '../../evaluation/parameter-uses.js';
import { findPath } from '../../syntax/bicep/walk.js';
import type { Span } from '../../template/model.js';
import type { BicepParametersSource, ParametersSource } from '../../workspace/source-file.js';
import type { CompletionAbilities } from './completion.js';
import { valueItems } from './completion.js';
import type { OfferedValue } from './value-completion.js';
import { jsonValuePlace } from './value-places.js';
import type { ValuePlace } from './value-places.js';
import { valuesByUse } from './values-by-use.js';

/** Whether there may be completions at a place of a parameter file, judged by its line alone. */
export function mayCompleteArgument(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return ASSIGNMENT.test(line) || /"value"\s*:[^:]*$/.test(line);
}

const ASSIGNMENT = /^\s*param\s+(\w+)\s*=\s*('[^'\n]*|)$/;

/** `analyses`: of the templates that the file gives values to, as they were last seen. */
export function argumentCompletions(
  file: ParametersSource | BicepParametersSource,
  offset: number,
  analyses: readonly Analysis[],
  rangeOf: (span: Span) => Range,
  client: CompletionAbilities,
): CompletionItem[] {
  const argument = file.kind === 'parameters' ? jsonArgument(file, offset) : bicepArgument(file, offset);
  if (argument === undefined) return [];
  const { name, place } = argument;
  for (const { root, inventory } of analyses) {
    const declared = root.template.parameters.get(name.toLowerCase());
    if (declared === undefined) continue;
    const { allowed, base } = root.resolveShape(declared.type);
    if (base !== 'string' && base !== 'any') continue;
    // The Bicep extension offers allowed values itself.
    if (allowed !== undefined && file.kind === 'bicepparam') continue;
    const offered = valuesByUse(usesOfParameter(root, name), inventory, client.snippets);
    const values = allowed === undefined ? offered : offered.filter((one) => isAllowed(one, allowed));
    if (values.length > 0)
      return valueItems(file.kind === 'parameters' ? 'arm' : 'bicep', place, values, rangeOf, client);
  }
  return [];
}

function isAllowed({ value }: OfferedValue, allowed: readonly { readonly value: unknown }[]): boolean {
  return 'text' in value && allowed.some((one) => one.value === value.text);
}

interface Argument {
  readonly name: string;
  readonly place: ValuePlace;
}

function jsonArgument({ json }: ParametersSource, offset: number): Argument | undefined {
  const place = jsonValuePlace(json, offset);
  const [parameters, name, value, ...more] = place?.path ?? [];
  if (place === undefined || parameters !== 'parameters' || name === undefined) return undefined;
  return value === 'value' && more.length === 0 && !place.inExpression ? { name, place } : undefined;
}

function bicepArgument({ tree, text }: BicepParametersSource, offset: number): Argument | undefined {
  const [, name, typed] = ASSIGNMENT.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)) ?? [];
  if (name === undefined || typed === undefined || typed.includes('${')) return undefined;
  const innermost = findPath(tree, offset).at(-1);
  const end = typed !== '' && innermost?.kind === 'string' && innermost.wellFormed ? innermost.end : offset;
  // In front of a value that is there already nothing is missing.
  if (typed === '' && !/^[ \t]*(?:[\r\n]|$)/.test(text.slice(offset, offset + 200))) return undefined;
  return { name, place: { path: [], range: { start: offset - typed.length, end }, typed, inExpression: false } };
}
