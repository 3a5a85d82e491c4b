/** `encryptionAtHost` where it is typed one level too high: with the object that it belongs into. */
import { findPath as bicepPath } from '../../syntax/bicep/walk.js';
import { findProperty } from '../../syntax/json/navigate.js';
import type { SnippetCompletion } from './snippets.js';
import type { Surroundings } from './resources-at-hand.js';
import { jsonEntryPlace } from './snippet-places.js';

/** For a machine without `securityProfile`, in the object that should hold one. */
export function hostEncryption(around: Surroundings): SnippetCompletion | undefined {
  const { resource, source } = around;
  const holder = resource === undefined ? undefined : holders.get(resource.type.toLowerCase());
  if (holder === undefined) return undefined;
  return source.kind === 'arm' ? inJson(around, holder) : inBicep(around, holder);
}

/** The object that holds the security profile of a machine, from the resource. */
const holders: ReadonlyMap<string, string> = new Map([
  ['microsoft.compute/virtualmachines', 'properties'],
  ['microsoft.compute/virtualmachinescalesets', 'properties.virtualmachineprofile'],
]);

const COMMON = {
  label: 'encryptionAtHost',
  title: 'with its securityProfile',
  description: 'Encrypts temp disk, caches and the way to the storage on the host of the machine',
} as const;

function inBicep({ source, offset, resource }: Surroundings, holder: string): SnippetCompletion | undefined {
  if (source.kind !== 'bicep' || resource === undefined) return undefined;
  const { text, tree } = source;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const typed = /^[ \t]*(\w*)$/.exec(line)?.[1];
  const rest = /^(\w*)[ \t\r]*(?:\n|$)/.exec(text.slice(offset, offset + 200))?.[1];
  if (typed === undefined || rest === undefined) return undefined;
  if (tree.comments.some(({ start, end }) => start < offset && offset <= end)) return undefined;
  const start = offset - typed.length;
  const path = bicepPath(tree, start, start);
  const depth = path.map(({ kind }) => kind === 'object').lastIndexOf(true);
  const object = path[depth];
  if (object?.kind !== 'object' || path.slice(depth + 1).some(({ kind }) => kind === 'string')) return undefined;
  const names = path
    .slice(0, depth)
    .flatMap((node) => (node.kind === 'property' && node.key.kind === 'identifier' ? node.key.name.toLowerCase() : []));
  const has = object.members.some(
    (member) =>
      member.kind === 'property' &&
      member.key.kind === 'identifier' &&
      member.key.name.toLowerCase() === 'securityprofile',
  );
  if (names.join('.') !== holder || has) return undefined;
  return {
    ...COMMON,
    filterText: 'encryptionAtHost securityProfile',
    range: { start, end: offset + rest.length },
    snippet: 'securityProfile: {\n\tencryptionAtHost: true\n\\}',
    more: [],
  };
}

function inJson({ source, offset, resource }: Surroundings, holder: string): SnippetCompletion | undefined {
  if (source.kind !== 'arm' || resource === undefined) return undefined;
  const place = jsonEntryPlace(source.json, offset);
  if (place?.list.kind !== 'object' || findProperty(place.list, 'securityProfile') !== undefined) return undefined;
  const names = place.path.flatMap((step) =>
    step.kind === 'property' && step.start > resource.bodySpan.start ? step.name.toLowerCase() : [],
  );
  if (names.join('.') !== holder) return undefined;
  const before = place.commaBefore && place.commaAt === undefined ? ', ' : '';
  return {
    ...COMMON,
    filterText: `${place.quote}encryptionAtHost securityProfile`,
    range: place.range,
    snippet: `${before}"securityProfile": {\n\t"encryptionAtHost": true\n\\}${place.commaAfter ? ',' : ''}`,
    more: place.commaAt === undefined ? [] : [{ start: place.commaAt, end: place.commaAt, newText: ',' }],
  };
}
