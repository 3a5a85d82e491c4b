/** Something that Azure has ended or will end. Sizes of machines carry their own date (`VmSize.retirement`). */
export type Retirement = {
  readonly what: 'adeExtension' | 'unmanagedDisks' | 'keyVaultApiVersions';
  /** The day, `YYYY-MM-DD`. */
  readonly on: string;
  /** What happens after that day. */
  readonly effect: string;
  /** Row of the fact base, page and its date. */
  readonly fact: string;
  readonly source: string;
  readonly asOf: string;
};

/** The day Azure Disk Encryption retires (ADE-01, 2025-12-03). */
export const ADE_RETIREMENT = '2028-09-15';

const RETIREMENTS: readonly Retirement[] = [
  {
    what: 'adeExtension',
    on: ADE_RETIREMENT,
    effect: 'Machines run on, but their encrypted disks fail to unlock at the next reboot.',
    fact: 'ADE-01',
    source: 'azure-compute-docs: retirement note of Azure Disk Encryption',
    asOf: '2025-12-03',
  },
  {
    what: 'unmanagedDisks',
    on: '2026-03-31',
    effect: 'Machines with unmanaged disks no longer start.',
    fact: 'UNM-01',
    source: 'azure-compute-docs: articles/virtual-machines/unmanaged-disks-deprecation.md',
    asOf: '2025-08-28',
  },
  {
    what: 'keyVaultApiVersions',
    on: '2027-02-27',
    effect: 'Control plane API versions of Key Vault before 2026-02-01 stop working.',
    fact: 'KV-09',
    source: 'azure-security-docs: articles/key-vault/general/access-control-default.md',
    asOf: '2025-11-17',
  },
];

/** When and how something ends. */
export function findRetirement(what: Retirement['what']): Retirement | undefined {
  return RETIREMENTS.find((retirement) => retirement.what === what);
}
