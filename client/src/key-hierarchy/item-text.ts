import type {
  HierarchyItem,
  HierarchyKind,
  HierarchyLevel,
  HierarchyProblem,
  ProblemCounts,
} from '../../../server/src/protocol/key-hierarchy.js';
import { encryptionName } from '../words/encryption-name.js';
import { l10n, MarkdownString } from 'vscode';

/** Between levels that share a line, and between the details of one. */
const levelSeparator = ' › ';
const detailSeparator = ' · ';

/** What stands in the line, in the colour of names. */
export function labelOf(item: HierarchyItem): string {
  const { above = [], behind = [] } = item;
  const names = [...above.map(({ name }) => name), ownName(item), ...behind.map(({ name }) => name)];
  return names.join(levelSeparator);
}

/** What stands behind it, in grey: the kind of encryption at a glance. */
export function descriptionOf(item: HierarchyItem): string {
  const { kind, facts = [], role } = item;
  const details = [
    ...(role !== undefined && item.name !== '' ? [roleName(role)] : []),
    ...(isNamedByFacts(kind) ? facts : []),
    ...encryptionDetails(item),
    ...(isExternal(item) ? [l10n.t('not in the template')] : []),
    ...(item.possible === true ? [l10n.t('depends on parameters')] : []),
  ];
  return details.join(detailSeparator);
}

/** The whole line and its problems, for those who hear it. */
export function accessibleLabelOf(item: HierarchyItem): string {
  const { above = [], behind = [], kind, below } = item;
  const level = ({ kind: of, name }: HierarchyLevel): string => `${kindName(of)} ${name}`;
  const own = item.name === '' ? ownName(item) : `${kindName(kind)} ${item.name}`;
  const parts = [...above.map(level), own, ...behind.map(level), ...descriptionOf(item).split(detailSeparator)];
  if (below !== undefined) parts.push(problemsText(below));
  return parts.filter((part) => part !== '').join(', ');
}

export function tooltipOf(item: HierarchyItem): MarkdownString {
  const { above = [], behind = [], kind, facts = [], problems = [], children = [] } = item;
  const text = new MarkdownString('', true);
  const heading = isGroup(kind) ? ownName(item) : `${kindName(kind)} ${item.name}`.trim();
  text.appendMarkdown('**').appendText(heading).appendMarkdown('**');
  const line = (content: string): void => {
    text.appendMarkdown('\n\n').appendText(content);
  };
  const explanation = groupExplanation(kind);
  if (explanation !== undefined) line(explanation);
  for (const { kind: of, name, external } of [...above].reverse()) {
    line(`${kindName(of)} ${name}${external === true ? ` (${l10n.t('not in the template')})` : ''}`);
  }
  for (const { kind: of, name } of behind) line(`${kindName(of)} ${name}`);
  const details = [...facts, ...encryptionDetails(item)];
  if (details.length > 0) line(details.join(detailSeparator));
  if (item.external === true) line(l10n.t('Not in the template: only its name or id is.'));
  if (item.possible === true) line(l10n.t('It is here for some values of the parameters only.'));
  if (isGroup(kind)) line(children.length === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', children.length));
  if (problems.length > 0) text.appendMarkdown('\n\n---');
  for (const { severity, message } of problems) {
    text.appendMarkdown(`\n\n$(${severityIcon(severity)}) `).appendText(message);
  }
  return text;
}

/** `2 errors, 1 warning`. */
export function problemsText({ errors, warnings, informations }: ProblemCounts): string {
  const parts = [
    ...(errors === 0 ? [] : [errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors)]),
    ...(warnings === 0 ? [] : [warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings)]),
    ...(informations === 0
      ? []
      : [informations === 1 ? l10n.t('1 information') : l10n.t('{0} informations', informations)]),
  ];
  return parts.join(', ');
}

export function isGroup(kind: HierarchyKind): boolean {
  return kind === 'platformKeys' || kind === 'unknownKeys' || kind === 'diskEncryption';
}

function isExternal({ external, above = [] }: HierarchyItem): boolean {
  // Of a line of several levels, all of them.
  return external === true && above.every((level) => level.external === true);
}

function ownName({ name, kind, role, position }: HierarchyItem): string {
  if (name !== '') return name;
  switch (kind) {
    case 'platformKeys':
      return l10n.t('Platform-managed keys');
    case 'unknownKeys':
      return l10n.t('Keys not known');
    case 'diskEncryption':
      return l10n.t('Azure Disk Encryption');
    default:
      if (role === undefined) return kindName(kind);
      return position === undefined ? roleName(role) : l10n.t('data disk {0}', position);
  }
}

function groupExplanation(kind: HierarchyKind): string | undefined {
  switch (kind) {
    case 'platformKeys':
      return l10n.t('Encrypted at rest with keys that Azure holds and rotates.');
    case 'unknownKeys':
      return l10n.t('Which key encrypts these is decided outside of the template, or by a parameter without a value.');
    case 'diskEncryption':
      return l10n.t('Encrypted in the guest, by BitLocker or DM-Crypt. It retires on September 15, 2028.');
    default:
      return undefined;
  }
}

function isNamedByFacts(kind: HierarchyKind): boolean {
  return kind === 'key' || kind === 'template' || kind === 'extension';
}

function encryptionDetails(item: HierarchyItem): string[] {
  const { encryption = [], host, confidential, guest, infrastructure } = item;
  return [
    ...(encryption.length === 0 ? [] : [encryption.map(encryptionName).join(` ${l10n.t('or')} `)]),
    ...(infrastructure === true ? [l10n.t('infrastructure encryption')] : []),
    ...(host === undefined ? [] : [hostName(host)]),
    ...(confidential === undefined
      ? []
      : [confidential === 'yes' ? l10n.t('confidential') : l10n.t('confidential for some parameters')]),
    ...(guest === true ? [l10n.t('ADE')] : []),
  ];
}

function hostName(host: NonNullable<HierarchyItem['host']>): string {
  switch (host) {
    case 'on':
      return l10n.t('host on');
    case 'off':
      return l10n.t('host off');
    case 'depends':
      return l10n.t('host on or off');
    case 'unknown':
      return l10n.t('host not known');
  }
}

function roleName(role: 'os' | 'data'): string {
  return role === 'os' ? l10n.t('OS disk') : l10n.t('data disk');
}

function kindName(kind: HierarchyKind): string {
  switch (kind) {
    case 'template':
      return l10n.t('Template');
    case 'vault':
      return l10n.t('Key vault');
    case 'managedHsm':
      return l10n.t('Managed HSM');
    case 'key':
      return l10n.t('Key');
    case 'diskEncryptionSet':
      return l10n.t('Disk encryption set');
    case 'disk':
      return l10n.t('Disk');
    case 'snapshot':
      return l10n.t('Snapshot');
    case 'image':
      return l10n.t('Image');
    case 'storageAccount':
      return l10n.t('Storage account');
    case 'virtualMachine':
      return l10n.t('Virtual machine');
    case 'scaleSet':
      return l10n.t('Scale set');
    case 'agentPool':
      return l10n.t('Node pool');
    case 'extension':
      return l10n.t('Machine');
    case 'platformKeys':
    case 'unknownKeys':
    case 'diskEncryption':
      return '';
  }
}

function severityIcon(severity: HierarchyProblem['severity']): string {
  return severity === 'information' ? 'info' : severity;
}
