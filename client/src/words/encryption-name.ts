import type { HierarchyEncryption } from '../../../server/src/protocol/key-hierarchy.js';
import { l10n } from 'vscode';

/** The kind of encryption at rest, in the words of every view. */
export function encryptionName(encryption: HierarchyEncryption): string {
  switch (encryption) {
    case 'platformKey':
      return l10n.t('platform key');
    case 'customerKey':
      return l10n.t('customer key');
    case 'platformAndCustomerKeys':
      return l10n.t('double encryption');
    case 'confidentialPlatformKey':
      return l10n.t('confidential, platform key');
    case 'confidentialCustomerKey':
      return l10n.t('confidential, customer key');
    case 'ephemeral':
      return l10n.t('ephemeral');
    case 'unknown':
      return l10n.t('key not known');
  }
}
