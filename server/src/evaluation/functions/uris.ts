/** URIs, as far as .NET's rules for them are certain: web addresses. */
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
  readonly user: string;
  readonly host: string;
  readonly port: string | undefined;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

const DEFAULT_PORTS = new Map([
  ['http', '80'],
  ['https', '443'],
]);

const ADDRESS =
  /^(https?):\/\/([\w.~-]+(?::[\w.~-]*)?@)?([a-z\d-]+(?:\.[a-z\d-]+)*\.?)(?::(\d{1,5}))?(?=[/\\?#]|$)([^?#]*)(\?[^#]*)?(#.*)?$/i;

/** A web address as .NET normalizes it; undefined for others. */
function parseAddress(text: string): Address | undefined {
  const match = ADDRESS.exec(text);
  if (match === null || !isWithoutControls(text)) return undefined;
  const [, scheme = '', user = '', host = '', port, path = '', query = '', fragment = ''] = match;
  // A host of digits only is an address, in one of many spellings.
  if (/^[\d.]+$/.test(host) || /^0x/i.test(host) || Number(port ?? 0) > 65_535) return undefined;
  const lowered = scheme.toLowerCase();
  const given = port === undefined ? undefined : String(Number(port));
  const normalPath = normalizedPath(path);
  const normalQuery = escapedPart(query);
  const normalFragment = escapedPart(fragment);
  if (normalPath === undefined || normalQuery === undefined || normalFragment === undefined) return undefined;
  return {
    scheme: lowered,
    user,
    host: host.toLowerCase(),
    port: given === DEFAULT_PORTS.get(lowered) ? undefined : given,
    path: normalPath,
    query: normalQuery,
    fragment: normalFragment,
  };
}

function isWithoutControls(text: string): boolean {
  return !/\p{Cc}|^\s|\s$/u.test(text);
}

function normalizedPath(path: string): string | undefined {
  const escaped = escapedPart(path.replaceAll('\\', '/'));
  if (escaped === undefined) return undefined;
  const segments: string[] = [];
  const steps = escaped.split('/');
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (step === '.' || step === '..') {
      if (step === '..' && segments.length > 1) segments.pop();
      if (isLast) segments.push('');
    } else segments.push(step);
  }
  const joined = segments.join('/');
  return joined.startsWith('/') ? joined : `/${joined}`;
}

/** What has to be is escaped, and what need not be is not; undefined where that is not certain. */
function escapedPart(text: string): string | undefined {
  if (utf8Bytes(text) === undefined || /%(?:00|[89a-f][\da-f])/i.test(text)) return undefined;
  return text
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/%[\da-f]{2}/gi, (escape) => {
      const character = String.fromCharCode(parseInt(escape.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : escape;
    })
    .replace(/["<>\\^`{|} ]|\P{ASCII}+/gu, (part) => encodeURIComponent(part));
}

function originOf({ scheme, user, host, port }: Address): string {
  return `${scheme}://${user}${host}${port === undefined ? '' : `:${port}`}`;
}

/** The relative part goes where the last segment of the base was. */
function uri(base: Plain | undefined, relative: Plain | undefined): string | FunctionError | undefined {
  if (typeof base !== 'string' || typeof relative !== 'string') return { error: "'uri' takes two strings" };
  const address = parseAddress(base);
  if (address === undefined || !isWithoutControls(relative)) return undefined;
  const origin = originOf(address);
  const [first = ''] = relative.split(/[/\\?#]/, 1);
  if (relative === '') return origin + address.path + address.query + address.fragment;
  // A scheme of its own, another host, or what looks like one of the two.
  if (/[:|]/.test(first) || /^[/\\]{2}/.test(relative)) return undefined;
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(relative) ?? [];
  if (path === '' && query === '') return undefined;
  const folder = address.path.slice(0, address.path.lastIndexOf('/') + 1);
  const whole = /^[/\\]/.test(path) ? path : path === '' ? address.path : folder + path;
  const parts = [normalizedPath(whole), escapedPart(query), escapedPart(fragment)];
  return parts.every((part) => part !== undefined) ? origin + parts.join('') : undefined;
}

function parseUri(text: string): Plain | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const result = Object.create(null) as Record<string, Plain>;
  result['scheme'] = address.scheme;
  result['host'] = address.host;
  result['port'] = address.port === undefined ? null : Number(address.port);
  if (address.path !== '/') result['path'] = address.path;
  if (address.query !== '') result['query'] = address.query;
  return result;
}

/** The parts must need no escaping: in what this function gives some are left as they are. */
function buildUri(parts: Plain | undefined): string | FunctionError | undefined {
  if (parts === undefined || parts === null || typeof parts !== 'object' || Array.isArray(parts))
    return { error: "'buildUri' takes an object" };
  const given = new Map(Object.entries(parts).map(([name, value]) => [name.toLowerCase(), value]));
  const [scheme, host, port, path = '', query = ''] = ['scheme', 'host', 'port', 'path', 'query'].map((name) =>
    given.get(name),
  );
  if (port !== undefined && port !== null && typeof port !== 'number') return { error: 'a port is a number' };
  if (typeof port === 'number' && (port < -1 || port > 65_535)) return { error: 'a port is at most 65535' };
  const texts = [scheme, host, path, query];
  for (const [index, text] of texts.entries()) {
    if (typeof text !== 'string' || (index < 2 && text === '')) return { error: 'a part of a URI is a string' };
  }
  const [schemeText = '', hostText = '', pathText = '', queryText = ''] = texts.map(String);
  if (!/^https?$/i.test(schemeText) || !/^[\w~./-]*$/.test(pathText) || !/^\??[\w~.=&/-]*$/.test(queryText))
    return undefined;
  const place = typeof port === 'number' && port >= 0 ? `:${String(port)}` : '';
  const rest = `${pathText.startsWith('/') ? '' : '/'}${pathText}${/^(?:\?|$)/.test(queryText) ? '' : '?'}${queryText}`;
  const address = parseAddress(`${schemeText}://${hostText}${place}${rest}`);
  return address && originOf(address) + address.path + (queryText === '?' ? '' : address.query);
}

function ofText(name: string, call: (text: string) => Plain | FunctionError | undefined): TemplateFunction {
  return plainFunction(name, ([value, ...more]) =>
    typeof value === 'string' && more.length === 0 ? call(value) : { error: `'${name}' takes a string` },
  );
}

export const uriFunctions: readonly TemplateFunction[] = [
  plainFunction('uri', ([base, relative]) => uri(base, relative)),
  ofText('uriComponent', uriComponent),
  ofText('uriComponentToString', decodedComponent),
  ofText('parseUri', parseUri),
  plainFunction('buildUri', ([parts]) => buildUri(parts)),
];
