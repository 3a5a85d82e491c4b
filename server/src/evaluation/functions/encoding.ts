/** Base64, data URIs and JSON text. */
import type { Meter } from '../budget.js';
import { plainOf } from '../plain.js';
import { literal } from '../value.js';
import type { Value } from '../value.js';
import { fromBase64, toBase64 } from './base64.js';
import { jsonTextOf, parseJson } from './json-text.js';
import { plainFunction, structuralFunction } from './registry.js';
import type { CallSite, FunctionError, Plain, TemplateFunction } from './registry.js';
import { meterOf, refused, typeOf } from './results.js';
import { decodedComponent } from './uris.js';
import { utf8Bytes, utf8Text } from './utf8.js';
import { textValue } from './text-parts.js';

function ofText(name: string, call: (text: string) => Plain | FunctionError | undefined): TemplateFunction {
  return plainFunction(name, ([value, ...more]) => {
    if (value === undefined || more.length > 0) return { error: `'${name}' takes one argument` };
    return typeof value === 'string' ? call(value) : { error: `'${name}' takes a string` };
  });
}

function encoded(text: string): string | undefined {
  const bytes = utf8Bytes(text);
  return bytes && toBase64(bytes);
}

/** Bytes that are not UTF-8 become replacement characters in Azure: such text is left unknown. */
function decoded(text: string): string | FunctionError | undefined {
  const bytes = fromBase64(text);
  if (bytes === undefined) return { error: 'The value cannot be decoded from base64 representation.' };
  return utf8Text(bytes);
}

function base64ToJson(args: readonly Value[], site: CallSite): Value | undefined {
  const text = args.length === 1 && args[0] !== undefined ? plainOf(args[0], meterOf(site)) : undefined;
  if (typeof text !== 'string') return undefined;
  const json = decoded(text);
  if (typeof json === 'object') return refused('base64ToJson', args, json.error, site);
  return json === undefined ? undefined : parseJson(json, site.origin);
}

/** Text is kept; anything else becomes JSON. */
function string(args: readonly Value[], site: CallSite): Value | undefined {
  const [value] = args;
  if (value === undefined || args.length !== 1) return refused('string', args, "'string' takes one argument", site);
  if (typeOf(value) === 'string') return value;
  const text = writtenText(value, meterOf(site));
  if (typeof text === 'object') return refused('string', args, text.error, site);
  if (text !== undefined) return literal(text, site.origin);
  // `string(3)` and `format('{0}', 3)` are the same text.
  return typeOf(value) === 'number' ? textValue([value], site) : undefined;
}

function writtenText(value: Value, meter: Meter): string | FunctionError | undefined {
  if (value.kind === 'object' || value.kind === 'array') return jsonTextOf(value, meter);
  const plain = plainOf(value);
  if (plain === null) return { error: "'string' does not take null" };
  if (typeof plain === 'boolean') return plain ? 'True' : 'False';
  if (typeof plain !== 'number') return undefined;
  return Number.isInteger(plain) ? jsonTextOf(value) : { error: "'string' does not take a fraction" };
}

function dataUri(args: readonly Value[], site: CallSite): Value | undefined {
  const [value] = args;
  if (value === undefined || args.length !== 1) return refused('dataUri', args, "'dataUri' takes one argument", site);
  const plain = value.kind === 'object' || value.kind === 'array' ? undefined : plainOf(value);
  const text = typeof plain === 'string' ? plain : writtenText(value, meterOf(site));
  if (typeof text === 'object')
    return refused('dataUri', args, 'The value cannot be converted to the target type.', site);
  const base64 = text === undefined ? undefined : encoded(text);
  if (base64 === undefined) return undefined;
  const type = typeof plain === 'string' ? 'text/plain' : 'application/json';
  return literal(`data:${type};charset=utf-8;base64,${base64}`, site.origin);
}

function dataUriToString(uri: string): string | FunctionError | undefined {
  const match = /^data:([\w.+-]+\/[\w.+-]+)?(;charset=utf-?8)?(;base64)?,(.*)$/i.exec(uri);
  if (match === null) return undefined;
  const [, , , isBase64, data = ''] = match;
  if (isBase64 === undefined) return decodedComponent(data);
  const bytes = fromBase64(data);
  return bytes && utf8Text(bytes);
}

export const encodingFunctions: readonly TemplateFunction[] = [
  ofText('base64', encoded),
  ofText('base64ToString', decoded),
  structuralFunction('base64ToJson', base64ToJson),
  structuralFunction('string', string),
  structuralFunction('json', (args, site) => {
    const text = args.length === 1 && args[0] !== undefined ? plainOf(args[0], meterOf(site)) : undefined;
    if (text === undefined) return undefined;
    if (typeof text !== 'string') return refused('json', args, "'json' takes a string", site);
    return parseJson(text, site.origin);
  }),
  structuralFunction('dataUri', dataUri),
  ofText('dataUriToString', dataUriToString),
];
