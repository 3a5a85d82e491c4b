import { findValue, propertiesByName } from '../syntax/json/navigate.js';
import type { JsonFile } from '../syntax/json/tree.js';
import { argumentOf } from './arm-arguments.js';
import type { ModuleArgument } from './model.js';

/**
 * The values in an ARM parameter file, by name in lower case. They are plain values: Azure evaluates no expression in
 * them. A reference to a key vault is an invalid expression. A broken file gives the values that could be read.
 */
export function armParameters(file: JsonFile): ReadonlyMap<string, ModuleArgument> {
  const source = { text: file.text, passes: 0 };
  const values = new Map<string, ModuleArgument>();
  for (const [key, property] of propertiesByName(findValue(file.root, 'parameters'))) {
    values.set(key, argumentOf(source, property));
  }
  return values;
}
