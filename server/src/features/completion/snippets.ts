/** Snippets as completions: the resource fits into the template around it, and what it refers to is what the template has. */
import { KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER } from '../../facts/roles.js';
import { isLiteral, isText } from '../../evaluation/value.js';
import { missingParameters } from './missing-parameters.js';
import type { PlainEdit } from './missing-parameters.js';
import type { Surroundings } from './resources-at-hand.js';
import { bicepPlace, jsonPlace } from './snippet-places.js';
import type { SnippetPlace } from './snippet-places.js';
import { snippetsOf } from './snippet-sources.js';
import type { SnippetSource } from './snippet-sources.js';
import { parseSnippet, writeSnippet } from './snippet-text.js';
import type { SnippetPiece } from './snippet-text.js';
import type { ResourceDeclaration, Span } from '../../template/model.js';

/** A completion in terms of offsets. */
export interface SnippetCompletion {
  readonly label: string;
  readonly title: string;
  readonly description: string;
  readonly filterText: string;
  readonly range: Span;
  /** In the syntax of snippets; lines are indented by tabs. */
  readonly snippet: string;
  readonly more: readonly PlainEdit[];
}

/** The snippets that can be put in at the place of the surroundings; none where no resource can be written. */
export function snippetCompletions(around: Surroundings): SnippetCompletion[] {
  const { source, offset, template } = around;
  // All of them are resources of a resource group.
  if (template.scope !== 'resourceGroup') return [];
  const place = source.kind === 'arm' ? jsonPlace(source.json, offset) : bicepPlace(source.tree, source.text, offset);
  if (place === undefined) return [];
  return snippetsOf(source.kind).map(([title, snippet]) => completion(around, place, title, snippet));
}

function completion(
  around: Surroundings,
  place: SnippetPlace,
  title: string,
  source: SnippetSource,
): SnippetCompletion {
  const chosen = new Map<string, ResourceDeclaration[]>();
  const resources = (role: string): ResourceDeclaration[] => {
    let found = chosen.get(role);
    if (found === undefined) chosen.set(role, (found = resourcesOfRole(around, role)));
    return found;
  };
  let pieces = parseSnippet(indentedByTabs(withDependencies(around, source, resources)));
  pieces = pieces.map((piece) => {
    if (piece.kind === 'text' || piece.choices.length === 0) return piece;
    const use = source.uses?.[String(piece.number)];
    const choices = use === undefined ? undefined : choicesOf(around, use, piece.choices, resources);
    return choices === undefined ? piece : { ...piece, choices };
  });
  const isBicep = around.source.kind === 'bicep';
  const symbol = isBicep || place.named ? freeSymbol(around, source.symbol) : source.symbol;
  if (isBicep) pieces = pieces.map((piece) => renamed(piece, source.symbol, symbol));
  else if (place.named) pieces = namedBy(pieces, symbol);
  const parameters = missingParameters(around, place, source.parameters ?? {});
  const text = (words: string): SnippetPiece[] => (words === '' ? [] : [{ kind: 'text', text: words }]);
  const before = (place.commaBefore && place.commaAt === undefined ? ', ' : '') + parameters.before;
  return {
    label: source.prefix,
    title,
    description: source.description,
    filterText: `${place.quote}${source.prefix} ${title.toLowerCase().replace(/,/g, '')}`,
    range: place.range,
    snippet: writeSnippet([...text(before), ...pieces, ...text(place.commaAfter ? ',' : '')]),
    more: [
      ...(place.commaAt === undefined ? [] : [{ start: place.commaAt, end: place.commaAt, newText: ',' }]),
      ...parameters.edits,
    ],
  };
}

const SETS = ['Microsoft.Compute/diskEncryptionSets'];
const VAULTS = ['Microsoft.KeyVault/vaults'];
const GRANTS = ['Microsoft.Authorization/roleAssignments', 'Microsoft.KeyVault/vaults/accessPolicies'];
const CONFIDENTIAL = 'ConfidentialVmEncryptedWithCustomerKey';

/** Resources of the template that can play a role, the likeliest first. */
function resourcesOfRole(around: Surroundings, role: string): ResourceDeclaration[] {
  const type = ['properties', 'encryptionType'];
  const rbac = ['properties', 'enableRbacAuthorization'];
  switch (role) {
    case 'vault':
      return around.ofType(...VAULTS);
    case 'roleVault':
      return around.ofType(...VAULTS).filter((vault) => !isLiteral(around.valueAt(vault, ...rbac), false));
    case 'policyVault':
      return around.ofType(...VAULTS).filter((vault) => !isLiteral(around.valueAt(vault, ...rbac), true));
    case 'key':
      return around.ofType('Microsoft.KeyVault/vaults/keys');
    case 'disk':
      return around.ofType('Microsoft.Compute/disks');
    case 'cluster':
      return around.ofType('Microsoft.ContainerService/managedClusters');
    case 'anySet':
      return around.ofType(...SETS);
    case 'diskSet':
      return around.ofType(...SETS).filter((set) => !isText(around.valueAt(set, ...type), CONFIDENTIAL));
    case 'confidentialSet':
      return around.ofType(...SETS).filter((set) => {
        const value = around.valueAt(set, ...type);
        return set.existing || (value.kind !== 'absent' && (value.kind !== 'literal' || isText(value, CONFIDENTIAL)));
      });
    case 'grant':
      return around.ofType(...GRANTS);
    case 'release':
      return around.ofType(...GRANTS).filter(({ bodySpan }) => {
        const text = around.source.text.slice(bodySpan.start, bodySpan.end);
        return text.includes(KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER);
      });
    default:
      return [];
  }
}

/** What can stand at a tab stop instead of its default; undefined: the template has nothing. */
function choicesOf(
  around: Surroundings,
  use: string,
  defaults: readonly string[],
  resources: (role: string) => ResourceDeclaration[],
): readonly string[] | undefined {
  if (use === 'encryptionType') {
    const [set] = resources('diskSet');
    if (set === undefined || set.existing) return undefined;
    const type = around.valueAt(set, 'properties', 'encryptionType');
    const wanted = type.kind === 'absent' ? defaults[0] : type.kind === 'literal' ? type.value : undefined;
    return defaults.filter((one) => one === wanted).length === 1 ? defaults.filter((one) => one === wanted) : undefined;
  }
  const [role = '', ...path] = use.split('.');
  const texts = resources(role).flatMap((one) => around.reference(one, path) ?? []);
  if (around.source.kind === 'bicep') return texts.length === 0 ? undefined : [...new Set(texts)];
  const [nearest] = texts;
  if (nearest === undefined) return undefined;
  return [defaults[0]?.startsWith('[') === true ? `[${nearest}]` : nearest];
}

/** The body with `dependsOn` for what it must wait for and the template has. */
function withDependencies(
  around: Surroundings,
  { body, dependsOn = [], uses = {} }: SnippetSource,
  resources: (role: string) => ResourceDeclaration[],
): readonly string[] {
  const setRole = Object.values(uses)
    .find((use) => /Set\b/.test(use))
    ?.split('.')[0];
  const [set] = setRole === undefined ? [] : resources(setRole);
  const waitedFor = dependsOn.flatMap((role) =>
    role === 'grant' ? resources(role).filter((grant) => mentions(around, grant, set)) : resources(role).slice(0, 1),
  );
  const entries = [...new Set(waitedFor.flatMap((one) => around.dependency(one) ?? []))];
  if (entries.length === 0) return body;
  const escaped = entries.map((entry) => entry.replace(/[\\$}]/g, '\\$&'));
  const isBicep = around.source.kind === 'bicep';
  const lines = body.slice(0, -1);
  const list = escaped.map((entry, index) => `    ${entry}${isBicep || index === escaped.length - 1 ? '' : ','}`);
  if (isBicep) return [...lines, '  dependsOn: [', ...list, '  ]', '}'];
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`, '  "dependsOn": [', ...list, '  ]', '}'];
}

/** Whether a grant says the name of a set: one for another set need not be waited for. */
function mentions(around: Surroundings, grant: ResourceDeclaration, set: ResourceDeclaration | undefined): boolean {
  if (set === undefined) return false;
  const text = around.source.text.slice(grant.bodySpan.start, grant.bodySpan.end);
  const name = around.reference(set, ['name']) ?? '';
  if (around.source.kind === 'arm') {
    return (name !== '' && text.includes(name)) || (set.symbol !== undefined && text.includes(`'${set.symbol}'`));
  }
  return set.symbol !== undefined && new RegExp(`\\b${set.symbol}\\b`).test(text);
}

function indentedByTabs(lines: readonly string[]): string {
  return lines.map((line) => line.replace(/^(?: {2})+/, (blanks) => '\t'.repeat(blanks.length / 2))).join('\n');
}

/** The symbol, with a number behind it where the template has one of that name. */
function freeSymbol({ source, template }: Surroundings, wanted: string): string {
  const taken = new Set<string | undefined>(
    source.kind === 'arm'
      ? template.resources.map(({ symbol }) => symbol)
      : source.tree.statements.map((statement) => ('name' in statement ? statement.name.name : undefined)),
  );
  let symbol = wanted;
  for (let number = 2; taken.has(symbol); number++) symbol = wanted + String(number);
  return symbol;
}

function renamed(piece: SnippetPiece, from: string, to: string): SnippetPiece {
  if (piece.kind === 'text' || piece.number !== 1 || piece.choices[0] !== from) return piece;
  return { ...piece, choices: [to] };
}

/** `"symbol": {...}`: its symbol is the first stop, all others follow. */
function namedBy(pieces: readonly SnippetPiece[], symbol: string): SnippetPiece[] {
  return [
    { kind: 'text', text: '"' },
    { kind: 'stop', number: 1, choices: [symbol] },
    { kind: 'text', text: '": ' },
    ...pieces.map((piece) => (piece.kind === 'stop' ? { ...piece, number: piece.number + 1 } : piece)),
  ];
}
