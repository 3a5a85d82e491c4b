/**
 * How a template function is declared. A function that cannot answer for the arguments it gets returns undefined: the
 * call is then an unknown value, never a wrong one.
 */
import type { Environment } from '../environment.js';
import type { Origin, Value } from '../value.js';

/** A value that is known all the way down, as JSON has it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** What Azure refuses, in Azure's words where they are known. */
export interface FunctionError {
  readonly error: string;
}

/** Where a function is called: for origins, and for functions that depend on the deployment. */
export interface CallSite {
  readonly environment: Environment;
  /** The call's own place. */
  readonly origin: Origin;
  /** Calls a lambda value; undefined where the argument is no lambda. */
  readonly lambda: (index: number) => ((...args: Value[]) => Value) | undefined;
}

export type TemplateFunction =
  /** Gets known values only and gives one: text, numbers, dates. Choices are spread before. */
  | {
      readonly kind: 'plain';
      readonly name: string;
      readonly call: (args: readonly Plain[]) => Plain | FunctionError | undefined;
    }
  /** Gets values that may be unknown or partly known (a choice only where it `takesChoices`), keeps origins. */
  | {
      readonly kind: 'structural';
      readonly name: string;
      readonly takesChoices?: TakesChoices;
      readonly call: (args: readonly Value[], site: CallSite) => Value | undefined;
    };

/** Which arguments the function gets as one of several; the other choices are spread before the call. */
export type TakesChoices = (args: readonly Value[]) => (index: number) => boolean;

/** Declares a function of known values. */
export function plainFunction(
  name: string,
  call: (args: readonly Plain[]) => Plain | FunctionError | undefined,
): TemplateFunction {
  return { kind: 'plain', name, call };
}

/** Declares a function that looks at values as they are. */
export function structuralFunction(
  name: string,
  call: (args: readonly Value[], site: CallSite) => Value | undefined,
  takesChoices?: TakesChoices,
): TemplateFunction {
  return { kind: 'structural', name, call, ...(takesChoices !== undefined && { takesChoices }) };
}

/** An error result. */
export function functionError(message: string): FunctionError {
  return { error: message };
}
