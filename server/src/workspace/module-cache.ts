/** Where Bicep keeps the registry modules and template specs that it has restored. */
import { findValueAt } from '../syntax/json/navigate.js';
import { parseJson } from '../syntax/json/parse.js';
import type { JsonNode } from '../syntax/json/tree.js';
import { resolvePath } from './paths.js';

/** What `bicepconfig.json` says about modules. */
export interface BicepConfiguration {
  /** Undefined: Bicep's own folder in the home directory. */
  readonly cacheRoot: string | undefined;
  readonly alias: (scheme: 'br' | 'ts', name: string) => Readonly<Record<string, string>> | undefined;
}

export const BICEP_CONFIGURATION = 'bicepconfig.json';

const PUBLIC_REGISTRY = { registry: 'mcr.microsoft.com', modulePath: 'bicep' };

/** Reads a configuration; an empty text says nothing, and then the defaults hold. */
export function readBicepConfiguration(text: string): BicepConfiguration {
  const { root } = parseJson(text);
  return {
    cacheRoot: textAt(findValueAt(root, 'cacheRootDirectory')),
    alias: (scheme, name) => {
      const entry = findValueAt(root, 'moduleAliases', scheme, name);
      if (entry?.kind !== 'object') return scheme === 'br' && name === 'public' ? PUBLIC_REGISTRY : undefined;
      const values = new Map<string, string>();
      for (const { name: key, value } of entry.properties) {
        const known = textAt(value);
        if (known !== undefined) values.set(key, known);
      }
      return Object.fromEntries(values);
    },
  };
}

function textAt(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'string' && node.value.trim() !== '' ? node.value : undefined;
}

/**
 * The file in the cache that a reference stands for (`br:`, `br/alias:`, `ts:`, `ts/alias:`, the id of a template spec), relative
 * to the cache's root; undefined for what is no such reference, or names an alias that is not there.
 */
export function cachedFile(reference: string, configuration: BicepConfiguration): string | undefined {
  const spec =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Resources\/templateSpecs\/([^/]+)\/versions\/([^/]+)$/i.exec(
      reference,
    );
  if (spec !== null) return specFile(spec.slice(1));
  const [, scheme, alias, rest = ''] = /^(br|ts)(?:\/([\w-]+))?:(.*)$/.exec(reference) ?? [];
  if (scheme === undefined) return undefined;
  const given = alias === undefined ? {} : configuration.alias(scheme === 'br' ? 'br' : 'ts', alias);
  if (given === undefined) return undefined;
  if (scheme === 'br') {
    const { registry, modulePath } = given;
    return registryFile([registry, modulePath, rest].filter((part) => part !== undefined).join('/'));
  }
  const { subscription, resourceGroup } = given;
  const path = [subscription, resourceGroup, rest].filter((part) => part !== undefined).join('/');
  const [, ...parts] = /^([^/:]+)\/([^/:]+)\/([^/:]+):([^/:]+)$/.exec(path) ?? [];
  return parts.length === 4 ? specFile(parts) : undefined;
}

/** `registry/path:tag` or `registry/path@digest`: a folder for each of the three, without characters that a name cannot have. */
function registryFile(reference: string): string | undefined {
  const match = /^([a-z\d[][^/]*)\/([^@:]+)(?::([\w.-]{1,128})|@(sha256:[\da-f]{64}))$/i.exec(reference);
  if (match === null) return undefined;
  const [, registry = '', path = '', tag, digest = ''] = match;
  const version = tag === undefined ? digest.replace(':', '#') : encodedTag(tag);
  return `br/${registry.replaceAll(':', '$').toLowerCase()}/${path.replaceAll('/', '$')}/${version}/main.json`;
}

/** Some file systems do not tell letter cases apart: which letters are capitals stands behind the tag, a bit for each, 64 at a time. */
function encodedTag(tag: string): string {
  let capitals = 0n;
  for (const [index, letter] of [...tag].entries()) if (/[A-Z]/.test(letter)) capitals |= 1n << BigInt(index);
  return `${tag}$${capitals === 0n ? '' : capitals.toString(16)}`;
}

function specFile(parts: readonly string[]): string | undefined {
  if (parts.some((part) => /^\.*$/.test(part))) return undefined;
  return `ts/${parts.join('/').toLowerCase()}/main.json`;
}

/** The file's path or URI below a root. */
export function inCache(root: string, file: string): string {
  return resolvePath(`${root.replace(/\/+$/, '')}/.`, file);
}

/** A template spec is cached as the resource that it is; the template lies in it. */
export function specTemplate(text: string): string | undefined {
  const template = findValueAt(parseJson(text).root, 'properties', 'mainTemplate');
  return template?.kind === 'object' ? text.slice(template.start, template.end) : undefined;
}
