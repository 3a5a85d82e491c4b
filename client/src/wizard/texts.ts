import type { EncryptionKind, EncryptNote, EncryptTarget, Refusal, TargetKind } from '../../../server/src/protocol.js';
import { encryptionName } from '../words/encryption-name.js';
import { l10n } from 'vscode';

/** What a target is, in words. */
export function kindOfTarget(kind: TargetKind): string {
  switch (kind) {
    case 'virtualMachine':
      return l10n.t('virtual machine');
    case 'scaleSet':
      return l10n.t('scale set');
    case 'agentPool':
      return l10n.t('AKS node pool');
    case 'disk':
      return l10n.t('managed disk');
    case 'snapshot':
      return l10n.t('snapshot');
    case 'newDisk':
      return l10n.t('A new managed disk');
    case 'newVirtualMachine':
      return l10n.t('A new virtual machine');
  }
}

/** The product icon of a target. */
export function iconOfTarget(kind: TargetKind): string {
  switch (kind) {
    case 'virtualMachine':
      return 'vm';
    case 'scaleSet':
      return 'server-environment';
    case 'agentPool':
      return 'server';
    case 'disk':
      return 'database';
    case 'snapshot':
      return 'history';
    case 'newDisk':
    case 'newVirtualMachine':
      return 'add';
  }
}

/** How a target is encrypted today: `platform key, encryption at host off`. */
export function presentText({ now }: EncryptTarget): string {
  const parts = now.atRest.map(encryptionName);
  if (now.host === 'on') parts.push(l10n.t('encryption at host on'));
  if (now.host === 'off') parts.push(l10n.t('encryption at host off'));
  if (now.host === 'unknown') parts.push(l10n.t('encryption at host not known'));
  return [...new Set(parts)].join(', ');
}

/** A kind of encryption, and what it does. */
export function kindText(
  kind: EncryptionKind,
  isNewMachine: boolean,
): { readonly label: string; readonly detail: string } {
  const text = plainKindText(kind);
  if (!isNewMachine || kind === 'encryptionAtHost' || kind.endsWith('AndHost')) return text;
  return { ...text, detail: `${text.detail} ${l10n.t('A new machine gets encryption at host in any case.')}` };
}

function plainKindText(kind: EncryptionKind): { readonly label: string; readonly detail: string } {
  switch (kind) {
    case 'customerKey':
      return {
        label: l10n.t('Customer-managed key'),
        detail: l10n.t('Encrypted at rest with a key of your own. Nothing else changes.'),
      };
    case 'double':
      return {
        label: l10n.t('Double encryption'),
        detail: l10n.t('Encrypted at rest twice, with a platform key and with a key of your own.'),
      };
    case 'encryptionAtHost':
      return {
        label: l10n.t('Encryption at host'),
        detail: l10n.t('Temp disk, caches and the way to storage are encrypted too. The disks keep the key they have.'),
      };
    case 'customerKeyAndHost':
      return {
        label: l10n.t('Customer-managed key and encryption at host'),
        detail: l10n.t('A key of your own at rest; temp disk, caches and the way to storage are encrypted too.'),
      };
    case 'doubleAndHost':
      return {
        label: l10n.t('Double encryption and encryption at host'),
        detail: l10n.t('Two keys at rest; temp disk, caches and the way to storage are encrypted too.'),
      };
    case 'platformKey':
      return {
        label: l10n.t('Platform-managed key'),
        detail: l10n.t('Azure holds the key. No disk encryption set is named any more.'),
      };
    case 'confidential':
      return {
        label: l10n.t('Confidential encryption'),
        detail: l10n.t('A confidential machine, whose OS disk only this machine can read.'),
      };
  }
}

/** Why something cannot be chosen, and what to do about it. */
export function refusalText({ code, names }: Refusal): string {
  const [first = '', second = '', third = ''] = names;
  switch (code) {
    case 'ade':
      return l10n.t('{0} uses Azure Disk Encryption, which excludes this. Migrate it first.', first);
    case 'sizeWithoutHost':
      return second === ''
        ? l10n.t('The size {0} does not have encryption at host. Change the size first.', first)
        : l10n.t('The size {0} does not have encryption at host. {1} has it, for example.', first, second);
    case 'apiVersion':
      return l10n.t('API version {0} does not know {1}. Use {2} or a later one.', first, second, third);
    case 'availabilitySetPool':
      return l10n.t('Node pools of availability sets do not have encryption at host.');
    case 'doubleUnsupportedDisk':
      return l10n.t('{0} is a {1} disk, and those do not have double encryption.', first, second);
    case 'confidentialUltraDisk':
      return l10n.t('{0} is an Ultra Disk, which confidential machines cannot have.', first);
    case 'alreadySo':
      return l10n.t('{0} is encrypted so already.', first);
    case 'hostIsOfMachine':
      return l10n.t('Encryption at host belongs to a machine. Choose the machine that the disk is attached to.');
    case 'confidentialMachine':
      return l10n.t('{0} is a confidential machine: its OS disk takes confidential encryption only.', first);
    case 'confidentialDisk':
      return l10n.t('{0} is a disk of a confidential machine: it takes confidential encryption only.', first);
    case 'sizeNotConfidential':
      return l10n.t(
        'The size {0} cannot run confidential machines. Sizes of the DC and EC series from v5 on can.',
        first,
      );
    case 'confidentialScaleSet':
      return l10n.t('Azure does not support confidential disk encryption for scale sets.');
    case 'confidentialPool':
      return l10n.t('A node pool is made confidential by its size alone.');
    case 'confidentialCreateOption':
      return l10n.t('Only disks that are made from an image or an import can be confidential.');
    case 'poolPlatformKey':
      return l10n.t('The key of a cluster cannot be taken away from its node pools.');
    case 'clusterElsewhere':
      return l10n.t('The cluster of {0}, which names the disk encryption set, is not declared here.', first);
    case 'unmanagedDisk':
      return l10n.t('{0} is an unmanaged disk, and those have no disk encryption set. Make it a managed disk.', first);
    case 'attachedElsewhere':
      return l10n.t('{0} is attached and not declared here, so its encryption is decided elsewhere.', first);
    case 'computed':
      return l10n.t('What has to change is computed from other values. Change it by hand where it is computed.');
    case 'nestedTemplate':
      return l10n.t('It is in a nested template, whose resources cannot name those of this one.');
    case 'setOfOtherType':
      return l10n.t('{0} is a disk encryption set of the type {1}.', first, second);
    case 'setInOtherRegion':
      return l10n.t('It is in {0}, but must be in the region of the disk, {1}.', first, second);
    case 'setInOtherFile':
      return l10n.t('It is declared in {0}, and cannot be named from this file. Pass its id by a parameter.', first);
    case 'setInLoop':
      return l10n.t('{0} is declared in a loop, and it is not clear which one is meant.', first);
    case 'changed':
      return l10n.t('The template has changed meanwhile. Start again.');
    case 'notWritable':
      return l10n.t('This cannot be written into the template.');
  }
}

/** Something to know about edits. */
export function noteText({ code, names }: EncryptNote): string {
  const [first = ''] = names;
  switch (code) {
    case 'hostFeature':
      return l10n.t('The subscription must have the feature Microsoft.Compute/EncryptionAtHost registered.');
    case 'ephemeralDisk':
      return l10n.t('{0} is an ephemeral disk and keeps what it has.', first);
    case 'attachedDisk':
      return l10n.t('{0} is attached and not declared here: it keeps what it has.', first);
    case 'openDisks':
      return l10n.t('{0} gets its disk encryption set from elsewhere and keeps it.', first);
    case 'giveParameter':
      return l10n.t('The deployment needs a value for the parameter {0}.', first);
    case 'parameterLeft':
      return l10n.t(
        'Nothing uses the parameter {0} any more. It stays, since a parameter file or a caller gives it a value.',
        first,
      );
    case 'clusterReader':
      return l10n.t('The identity of the cluster needs the role Reader on the disk encryption set.');
  }
}
