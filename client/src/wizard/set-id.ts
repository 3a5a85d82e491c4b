import { l10n } from 'vscode';

const ID = /^\/subscriptions\/([^/\s]+)\/resourceGroups\/([^/\s]+)\/providers\/([^/\s]+\/[^/\s]+)\/([^/\s]+)$/i;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What is wrong with a text as the resource id of a disk encryption set; undefined: nothing. */
export function problemOfSetId(text: string): string | undefined {
  const [, subscription = '', group = '', type, name = ''] = ID.exec(text) ?? [];
  if (type === undefined) {
    return l10n.t(
      'This is not a resource id. It begins with /subscriptions/ and ends with the name of the disk encryption set.',
    );
  }
  if (type.toLowerCase() !== 'microsoft.compute/diskencryptionsets')
    return l10n.t('This is the id of {0}, not of a disk encryption set.', type);
  if (!GUID.test(subscription)) return l10n.t('{0} is not the id of a subscription, which is a GUID.', subscription);
  if (!/^[-\w.()]{1,90}$/.test(group) || group.endsWith('.'))
    return l10n.t('{0} cannot be the name of a resource group.', group);
  // Azure's rule for the names of disk encryption sets (schema of 2024-03-02).
  if (!/^[\w-]{1,80}$/.test(name)) {
    return l10n.t(
      '{0} cannot be the name of a disk encryption set: up to 80 letters, digits, dashes and underscores.',
      name,
    );
  }
  return undefined;
}
