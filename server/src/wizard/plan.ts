/** From what was chosen to what changes, in template terms. */
import type { Change, Declared, NewValue } from '../edits/change.js';
import type { NewResource } from '../edits/new-resource.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { parentIdentity } from '../evaluation/identity.js';
import { isAbsent, isText } from '../evaluation/value.js';
import { setOfType } from '../inventory/encryption-types.js';
import type { Disk, Machine, MachineDisk } from '../inventory/model.js';
import type { EncryptionKind, EncryptNote, KeySource, Refusal } from '../protocol.js';
import { turnOnEncryptionAtHost } from '../rules/encryption-at-host.js';
import { chosenSet, declaredIn, usableSet } from './encryption-set.js';
import type { ChosenSet } from './encryption-set.js';
import { clusterChanges } from './cluster.js';
import type { UsableSet } from './key-chain.js';
import { newDisk, newMachine } from './new-target.js';
import { attachedHere, refusal, refusedKind, setTypeOf, usesHost } from './refusals.js';
import { sceneOf } from './scene.js';
import type { Scene } from './scene.js';
import { isMachine } from './targets.js';
import type { Seen, Target } from './targets.js';

export interface Choice {
  /** undefined: a new disk or machine. */
  readonly target: Target | 'newDisk' | 'newVirtualMachine';
  readonly kind: EncryptionKind;
  readonly source: KeySource | undefined;
}

export interface Plan {
  readonly target: readonly Change[];
  readonly resources: readonly Change[];
  readonly parameters: readonly Change[];
  readonly notes: readonly EncryptNote[];
}

export type Planned = Plan | { readonly refused: Refusal };

/** The changes for a choice. `seen`: how the file is deployed, for what is new in it. */
export function planOf(choice: Choice, seen: Seen): Planned {
  const { target, kind, source } = choice;
  const existing = typeof target === 'string' ? undefined : target;
  const { inventory } = existing?.seen ?? seen;
  const instance = existing?.nodes[0].resource;
  const deployment = instance?.deployment ?? seen.root;
  const scene = sceneOf(
    deployment,
    instance,
    target === 'newVirtualMachine' ? 'app' : target === 'newDisk' ? 'data' : 'disks',
  );
  const refused = existing && refusedKind(existing, kind);
  if (refused !== undefined) return { refused };

  const type = setTypeOf(kind);
  const first = existing?.nodes[0];
  let set: ChosenSet | undefined;
  if (type !== undefined && source !== undefined && source.kind !== 'platform') {
    const withOrdinary =
      kind === 'confidential' && first !== undefined && isMachine(first) && first.disks.some(isOwnDataDisk);
    const chosen = chosenSet({ scene, inventory, target: existing, type, source, withOrdinary });
    if ('refused' in chosen) return chosen;
    set = chosen;
  }
  const built =
    existing !== undefined
      ? existingChanges(scene, existing, kind, set)
      : target === 'newDisk'
        ? newDisk(scene, kind, set)
        : newMachine(scene, kind, set);
  if ('refused' in built) return built;
  const { file, near } = scene;
  const resources = [...(set?.resources ?? []), ...built.added];
  return {
    target: built.changes,
    resources: resources.map((resource): Change => ({ kind: 'addResource', file, near, resource })),
    parameters: [...scene.parameters.values()].map((parameter): Change => ({
      kind: 'addParameter',
      file,
      near,
      parameter,
    })),
    notes: [
      ...built.notes,
      ...(set?.toGive ?? []).map((name): EncryptNote => ({ code: 'giveParameter', names: [name] })),
    ],
  };
}

/** What changes in a target, and what is added because of it. */
export interface Built {
  readonly changes: readonly Change[];
  readonly added: readonly NewResource[];
  readonly notes: readonly EncryptNote[];
}

function existingChanges(
  scene: Scene,
  target: Target,
  kind: EncryptionKind,
  set: ChosenSet | undefined,
): Built | { readonly refused: Refusal } {
  const [node] = target.nodes;
  const { resource } = node;
  if (resource === undefined) return { refused: refusal('changed') };
  if (!isMachine(node)) {
    const changes =
      kind === 'platformKey'
        ? platformDisk(node)
        : kind === 'confidential'
          ? confidentialDisk(node, set)
          : diskOn(node, kind, set);
    return { changes, added: [], notes: [] };
  }
  const changes: Change[] = [];
  const added: NewResource[] = [];
  const notes: EncryptNote[] = [];
  if (usesHost(kind)) {
    const host = turnOnEncryptionAtHost(node);
    if (host === undefined) return { refused: refusal('computed', 'encryptionAtHost') };
    changes.push(...host);
    notes.push({ code: 'hostFeature', names: [node.name] });
  }
  if (kind === 'platformKey') changes.push(...platformMachine(node, notes));
  else if (kind === 'confidential') changes.push(...confidentialMachine(scene, target, node, set));
  else if (set !== undefined && node.kind === 'agentPool') {
    const cluster = clusterOf(node, resource);
    if (cluster === undefined) return { refused: refusal('clusterElsewhere', node.name) };
    const ofCluster = clusterChanges(scene, cluster, set);
    changes.push(...ofCluster.changes);
    added.push(...ofCluster.added);
    notes.push(...ofCluster.notes);
  } else if (set !== undefined) {
    const disks = machineOn(node, kind, set, notes);
    const [note] = notes.filter(({ code }) => code === 'attachedDisk');
    if (disks.length === 0) return { refused: refusal('attachedElsewhere', note?.names[0] ?? node.name) };
    changes.push(...disks);
  }
  return { changes, added, notes };
}

function clusterOf(pool: Machine, resource: ResourceInstance): ResourceInstance | undefined {
  if (pool.profilePath.length === 0) return resource;
  const identity = parentIdentity(resource.identity);
  const cluster = identity && resource.deployment.root.instanceOf(identity);
  const isHere = cluster?.deployment.template === resource.deployment.template && !cluster.declaration.existing;
  return isHere ? cluster : undefined;
}

/** Makes a resource name the set at a path, and wait for what the set needs. */
export function nameSet(resource: Declared, path: readonly string[], set: UsableSet): Change[] {
  return [{ kind: 'set', resource, path, value: set.id }, ...waitForSet(resource, set)];
}

export function waitForSet(resource: Declared, set: UsableSet): Change[] {
  return [
    ...(set.set === undefined ? [] : [{ kind: 'addDependency', resource, on: set.set, named: true } as const]),
    ...set.waitFor.map((on) => ({ kind: 'addDependency', resource, on }) as const),
  ];
}

function diskOn(disk: Disk, kind: EncryptionKind, set: UsableSet | undefined): Change[] {
  const { resource } = disk;
  if (resource === undefined || set === undefined) return [];
  const declared = declaredIn(resource);
  const type = setTypeOf(kind) ?? null;
  return [
    { kind: 'set', resource: declared, path: ['properties', 'encryption', 'type'], value: type },
    ...nameSet(declared, ['properties', 'encryption', 'diskEncryptionSetId'], set),
  ];
}

function platformDisk({ encryption }: Disk): Change[] {
  return isAbsent(encryption) ? [] : [{ kind: 'remove', at: encryption.origin }];
}

function confidentialDisk(disk: Disk, set: UsableSet | undefined): Change[] {
  const { resource } = disk;
  if (resource === undefined) return [];
  const declared = declaredIn(resource);
  const path = ['properties', 'securityProfile'];
  const type =
    set === undefined ? 'ConfidentialVM_DiskEncryptedWithPlatformKey' : 'ConfidentialVM_DiskEncryptedWithCustomerKey';
  return [
    ...platformDisk(disk),
    { kind: 'set', resource: declared, path: [...path, 'securityType'], value: type },
    ...(set === undefined ? [] : nameSet(declared, [...path, 'secureVMDiskEncryptionSetId'], set)),
  ];
}

/** A disk that the machine makes: not one that is attached. */
function isOwnDataDisk(disk: MachineDisk): boolean {
  return disk.role === 'data' && !isAttached(disk);
}

function isAttached({ createOption, attached }: MachineDisk): boolean {
  return isText(createOption, 'Attach') || attached.some(({ value }) => value.kind !== 'none');
}

function machineOn(machine: Machine, kind: EncryptionKind, set: UsableSet, notes: EncryptNote[]): Change[] {
  const { resource } = machine;
  if (resource === undefined) return [];
  const declared = declaredIn(resource);
  const changes: Change[] = [];
  const done = new Set<unknown>();
  for (const disk of machine.disks) {
    if (isAttached(disk)) {
      const here = attachedHere(disk).filter(
        (one) => one.resource?.deployment.template === resource.deployment.template,
      );
      for (const one of here) {
        if (done.has(one.resource?.declaration)) continue;
        done.add(one.resource?.declaration);
        changes.push(...diskOn(one, kind, set));
      }
      if (here.length === 0) notes.push({ code: 'attachedDisk', names: [disk.name] });
    } else if (isText(disk.ephemeral, 'Local')) {
      notes.push({ code: 'ephemeralDisk', names: [disk.name] });
    } else if (isAbsent(disk.body)) {
      // Only an image can be meant where the OS disk is not mentioned.
      const value: NewValue = { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: set.id } } };
      changes.push({ kind: 'set', resource: declared, path: disk.path, value });
    } else {
      const path = [...disk.path, 'managedDisk', 'diskEncryptionSet', 'id'];
      changes.push({ kind: 'set', resource: declared, path, value: set.id });
    }
  }
  const own = changes.some((change) => change.kind === 'set' && change.resource.declaration === declared.declaration);
  return own ? [...changes, ...waitForSet(declared, set)] : changes;
}

function platformMachine(machine: Machine, notes: EncryptNote[]): Change[] {
  const changes: Change[] = [];
  const done = new Set<unknown>();
  for (const disk of machine.disks) {
    if (isAttached(disk)) {
      for (const one of attachedHere(disk)) {
        if (done.has(one.resource?.declaration)) continue;
        done.add(one.resource?.declaration);
        changes.push(...platformDisk(one));
      }
      continue;
    }
    const { managedDisk } = disk;
    const set = managedDisk.kind === 'object' ? managedDisk.entries.get('diskencryptionset')?.value : undefined;
    if (set !== undefined && !isAbsent(set)) changes.push({ kind: 'remove', at: set.origin });
    else if (disk.encryptionSets.some(({ value }) => value.kind !== 'none'))
      notes.push({ code: 'openDisks', names: [disk.name] });
    const { securityProfile } = disk;
    const secure =
      securityProfile.kind === 'object' ? securityProfile.entries.get('diskencryptionset')?.value : undefined;
    if (secure !== undefined && !isAbsent(secure)) changes.push({ kind: 'remove', at: secure.origin });
  }
  return changes;
}

function confidentialMachine(scene: Scene, { seen }: Target, machine: Machine, set: ChosenSet | undefined): Change[] {
  const { resource, profilePath } = machine;
  if (resource === undefined) return [];
  const declared = declaredIn(resource);
  const put = (path: readonly string[], value: NewValue): Change => ({
    kind: 'set',
    resource: declared,
    path: [...profilePath, ...path],
    value,
  });
  const changes: Change[] = [
    put(['securityProfile', 'securityType'], 'ConfidentialVM'),
    put(['securityProfile', 'uefiSettings', 'secureBootEnabled'], true),
    put(['securityProfile', 'uefiSettings', 'vTpmEnabled'], true),
  ];
  for (const disk of machine.disks) {
    if (disk.role === 'os') {
      const path = ['storageProfile', 'osDisk'];
      const profile = {
        securityEncryptionType: 'DiskWithVMGuestState',
        ...(set === undefined ? {} : { diskEncryptionSet: { id: set.id } }),
      };
      if (isAbsent(disk.body)) {
        changes.push(put(path, { createOption: 'FromImage', managedDisk: { securityProfile: profile } }));
        continue;
      }
      const { managedDisk } = disk;
      const ordinary = managedDisk.kind === 'object' ? managedDisk.entries.get('diskencryptionset')?.value : undefined;
      if (ordinary !== undefined && !isAbsent(ordinary)) changes.push({ kind: 'remove', at: ordinary.origin });
      const at = [...path, 'managedDisk', 'securityProfile'];
      changes.push(put([...at, 'securityEncryptionType'], 'DiskWithVMGuestState'));
      if (set !== undefined) changes.push(put([...at, 'diskEncryptionSet', 'id'], set.id));
      continue;
    }
    // Confidential encryption is that of the OS disk; the others get an ordinary set with the same key.
    if (set === undefined || !isOwnDataDisk(disk) || disk.encryptionSets.some(({ value }) => value.kind !== 'none'))
      continue;
    const known = setOfType(seen.inventory.diskEncryptionSets, 'EncryptionAtRestWithCustomerKey', resource);
    const ordinary = set.ordinary ?? (known && usableSet(known, seen.inventory, scene.deployment));
    if (ordinary === undefined) continue;
    changes.push(...nameSet(declared, [...disk.path, 'managedDisk', 'diskEncryptionSet', 'id'], ordinary));
  }
  return set === undefined ? changes : [...changes, ...waitForSet(declared, set)];
}
