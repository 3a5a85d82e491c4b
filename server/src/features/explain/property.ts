/** Explains a property that matters to encryption: what Azure makes of it, and of the value it has here. */
import { conditionsText, unknownBecause } from '../../evaluation/reason-text.js';
import { casesOf } from '../../evaluation/cases.js';
import { isAbsent, textOf } from '../../evaluation/value.js';
import type { Value } from '../../evaluation/value.js';
import { findRole } from '../../facts/roles.js';
import type { Role } from '../../facts/roles.js';
import { encryptsTemporaryDiskInHardware, findVmSize, hasLocalDisk, parseVmSizeName } from '../../facts/vm-sizes.js';
import { displayName, displayText } from '../../inventory/display-text.js';
import { code, plain, table } from './markdown.js';
import { pageLink } from './pages.js';
import type { Topic } from './topics.js';

/**
 * The explanation as markdown. `values`: what the property is worth in each way it is deployed; empty: not known at all.
 * `more` stands below the title.
 */
export function renderTopic(topic: Topic, name: string, values: readonly Value[], more?: string): string {
  const parts = [valueTitle(name, values), ...(more === undefined ? [] : [more]), topic.says];
  if (topic.id === 'size') {
    const sizes = new Set(values.flatMap((value) => casesOf(value).flatMap((one) => textOf(one.value) ?? [])));
    for (const size of [...sizes].slice(0, 3)) parts.push(...sizeTable(size));
  }
  if (topic.id === 'role') parts.push(...tellRoles(name, values));
  return [...parts, sourceLine(topic)].join('\n\n');
}

/** The roles that values name by id or GUID, as far as they have to do with keys. */
export function rolesOf(values: readonly Value[]): readonly Role[] {
  const ids = values.flatMap((value) =>
    casesOf(value).flatMap(({ value: own }) =>
      own.kind === 'resourceId' ? displayName(own.identity) : (textOf(own) ?? []),
    ),
  );
  const roles = new Set(ids.flatMap((id) => findRole(id) ?? []));
  return [...roles].filter(
    ({ name, keyAccess, releasesKeys }) => keyAccess !== 'none' || releasesKeys || name.startsWith('Key Vault'),
  );
}

/** What the roles allow that are known, by the id that is the name itself or a value. */
function tellRoles(name: string, values: readonly Value[]): string[] {
  const named = findRole(name);
  const roles = new Set([...(named === undefined ? [] : [named]), ...rolesOf(values)]);
  return [...roles].map((role) => {
    const allows = [
      ...(role.keyAccess === 'wrapAndUnwrap' ? ['reads, wraps and unwraps keys'] : []),
      ...(role.releasesKeys ? ['releases keys'] : []),
    ];
    return `**${plain(role.name)}**: ${allows.length === 0 ? 'no use of keys that a disk encryption set needs' : allows.join(', ')}.`;
  });
}

/** `name is value`. */
export function valueTitle(name: string, values: readonly Value[]): string {
  const told = [...new Set(values.flatMap(tellValue))].slice(0, 4);
  return told.length === 0 ? `**${code(name)}**` : `**${code(name)}** is ${told.join(' or ')}`;
}

/** Where it is said, and of when that is. */
export function sourceLine({ pages, facts, asOf }: Topic): string {
  const when = asOf === '' ? 'not documented, inferred' : `as of ${asOf}`;
  return `${pages.map(pageLink).join(' · ')} · ${when} (${facts.join(', ')})`;
}

function tellValue(value: Value): string[] {
  return casesOf(value).flatMap(({ value: own, when }): string[] => {
    const text = tellOne(own);
    if (text === undefined) return [];
    return [when.length === 0 ? text : `${text} (if ${plain(conditionsText(when))})`];
  });
}

function tellOne(value: Value): string | undefined {
  if (isAbsent(value)) return 'not set';
  switch (value.kind) {
    case 'literal':
      return code(String(value.value));
    case 'object':
    case 'array':
      return undefined;
    case 'unknown': {
      const reason = unknownBecause(value);
      return reason === undefined ? 'not known' : `not known: ${plain(reason)}`;
    }
    case 'resourceId':
    case 'reference':
      return code(displayName(value.identity));
    case 'choice':
    case 'absent':
      return code(displayText(value));
  }
}

const CONFIDENTIAL = { none: 'No', SGX: 'No (SGX enclaves only)', SNP: 'Yes (AMD SEV-SNP)', TDX: 'Yes (Intel TDX)' };

/** What is known of a size, as a table; nothing for one that is not in the table of sizes. */
export function sizeTable(name: string): string[] {
  const size = findVmSize(name);
  if (size === undefined) {
    const parsed = parseVmSizeName(name);
    return parsed === undefined ? [] : [`${code(name)} is not in the table of sizes: nothing is known of it.`];
  }
  const yesNo = (answer: boolean | undefined): string => (answer === undefined ? 'Not known' : answer ? 'Yes' : 'No');
  const rows = [
    ['Encryption at host', size.encryptionAtHost === false ? '**No**: Azure refuses it' : yesNo(size.encryptionAtHost)],
    ['Temporary disk', temporaryDisk(name)],
    ['Confidential VM', CONFIDENTIAL[size.confidential ?? 'none']],
    ...(size.ultraSSD === true ? [['Ultra disks', 'Yes, but not with double encryption']] : []),
    ...(size.retirement === undefined ? [] : [['Retires', size.retirement]]),
  ];
  return [table([code(size.name), ''], rows)];
}

function temporaryDisk(name: string): string {
  const size = findVmSize(name);
  const local = size === undefined ? undefined : hasLocalDisk(size);
  if (size === undefined || local === undefined) return 'Not known';
  if (!local) return 'None';
  const extent = size.tempDisk === undefined ? 'Yes' : `${String(Math.round(size.tempDisk / 1024))} GiB`;
  return encryptsTemporaryDiskInHardware(size)
    ? `${extent}, encrypted by hardware`
    : `${extent}, encrypted only with encryption at host`;
}
