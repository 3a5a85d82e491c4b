/** Pages that explanations point to. */
import { documentationOf } from '../../rules/finding.js';
import { link } from './markdown.js';

const LEARN = 'https://learn.microsoft.com/azure/';

const PAGES = {
  overview: ['Disk encryption options', 'virtual-machines/disk-encryption-overview'],
  serverSide: ['Server-side encryption of disks', 'virtual-machines/disk-encryption'],
  host: ['Encryption at host', 'virtual-machines/disks-enable-host-based-encryption-portal'],
  double: ['Double encryption at rest', 'virtual-machines/disks-enable-double-encryption-at-rest-portal'],
  migrate: ['Migrate from Azure Disk Encryption', 'virtual-machines/disk-encryption-migrate'],
  confidential: ['Confidential VMs', 'confidential-computing/confidential-vm-overview'],
  crossTenant: ['Keys of another tenant', 'virtual-machines/disks-cross-tenant-customer-managed-keys'],
  softDelete: ['Soft delete and purge protection', 'key-vault/general/soft-delete-overview'],
  vaultAccess: ['Access model of a vault', 'key-vault/general/access-control-default'],
  keyRotation: ['Key rotation', 'key-vault/keys/how-to-configure-key-rotation'],
  keyTypes: ['Keys', 'key-vault/keys/about-keys'],
  sizes: ['Sizes', 'virtual-machines/sizes/overview'],
  ephemeral: ['Ephemeral OS disks', 'virtual-machines/ephemeral-os-disks'],
  aksHost: ['Encryption at host in AKS', 'aks/enable-host-encryption'],
  aksKeys: ['Customer keys in AKS', 'aks/azure-disk-customer-managed-keys'],
} as const;

export type Page = keyof typeof PAGES;

/** A link to a page of Azure's documentation. */
export function pageLink(page: Page): string {
  const [title, path] = PAGES[page];
  return link(title, LEARN + path);
}

/** A link to the page of a rule. */
export function ruleLink(rule: string): string {
  return link(rule, documentationOf(rule));
}
