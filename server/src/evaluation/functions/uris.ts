/** URIs, as far as .NET's rules for them are certain: addresses that need no escaping and have no dot segments. */
import { plainFunction } from './registry.js';
import type { FunctionError, Plain, TemplateFunction } from './registry.js';
import { utf8Bytes } from './utf8.js';

/** Everything but unreserved characters is escaped. */
function uriComponent(text: string): string | undefined {
  if (utf8Bytes(text) === undefined) return undefined;
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/** A plus is a space. An escape that is none stays in Azure: such text is left unknown. */
export function decodedComponent(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly port: string | undefined;
  readonly path: string;
  readonly query: string;
}

const DEFAULT_PORTS = new Map([
  ['http', '80'],
  ['https', '443'],
]);

function parseAddress(text: string): Address | undefined {
  const match = /^(https?):\/\/([a-z0-9.-]*[a-z][a-z0-9-]*)(?::([1-9]\d{0,3}))?((?:\/[\w.~-]*)*)(\?[\w.~=&-]*)?$/i.exec(
    text,
  );
  if (match === null) return undefined;
  const [, scheme = '', host = '', port, path = '', query = ''] = match;
  if (/\/\.|\.(?:\/|$)|\/\//.test(path) || /^[.-]|\.[.-]|-\./.test(host)) return undefined;
  const lowered = scheme.toLowerCase();
  return {
    scheme: lowered,
    host: host.toLowerCase(),
    port: port === DEFAULT_PORTS.get(lowered) ? undefined : port,
    path,
    query,
  };
}

/** The relative part goes where the last segment of the base was. */
function uri(base: Plain | undefined, relative: Plain | undefined): string | FunctionError | undefined {
  if (typeof base !== 'string' || typeof relative !== 'string') return { error: "'uri' takes two strings" };
  const address = parseAddress(base);
  const isPlain = /^\/?[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*\/?(?:\?[\w.~=&-]*)?$/.test(relative);
  if (address === undefined || !isPlain || /\.(?:[/?]|$)/.test(relative)) return undefined;
  const origin = `${address.scheme}://${address.host}${address.port === undefined ? '' : `:${address.port}`}`;
  if (relative.startsWith('/')) return origin + relative;
  return `${origin}${address.path.slice(0, address.path.lastIndexOf('/') + 1) || '/'}${relative}`;
}

function parseUri(text: string): Plain | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const result = Object.create(null) as Record<string, Plain>;
  result['scheme'] = address.scheme;
  result['host'] = address.host;
  result['port'] = address.port === undefined ? null : Number(address.port);
  if (address.path !== '' && address.path !== '/') result['path'] = address.path;
  if (address.query.length > 1) result['query'] = address.query;
  return result;
}

function ofText(name: string, call: (text: string) => Plain | FunctionError | undefined): TemplateFunction {
  return plainFunction(name, ([value]) =>
    typeof value === 'string' ? call(value) : { error: `'${name}' takes a string` },
  );
}

export const uriFunctions: readonly TemplateFunction[] = [
  plainFunction('uri', ([base, relative]) => uri(base, relative)),
  ofText('uriComponent', uriComponent),
  ofText('uriComponentToString', decodedComponent),
  ofText('parseUri', parseUri),
  // Known by name only.
  plainFunction('buildUri', () => undefined),
];
