/** A new disk or virtual machine, encrypted from the start. */
import type { NewValue } from '../edits/change.js';
import { PropertyOf } from '../edits/change.js';
import { JoinedText, NewResource, ParameterValue } from '../edits/new-resource.js';
import type { EncryptionKind, EncryptNote, Refusal } from '../protocol.js';
import type { UsableSet } from './key-chain.js';
import type { ChosenSet } from './encryption-set.js';
import type { Built } from './plan.js';
import { refusal, setTypeOf, usesHost } from './refusals.js';
import { apiVersionOf, locationOf, nameOf, newParameter, newSymbol } from './scene.js';
import type { Scene } from './scene.js';

const DISK = 'Microsoft.Compute/disks';
const NETWORK_INTERFACE = 'Microsoft.Network/networkInterfaces';
const VIRTUAL_MACHINE = 'Microsoft.Compute/virtualMachines';

/** An empty data disk of 128 GiB. */
export function newDisk(
  scene: Scene,
  kind: EncryptionKind,
  set: ChosenSet | undefined,
): Built | { readonly refused: Refusal } {
  if (usesHost(kind)) return { refused: refusal('hostIsOfMachine', '') };
  if (kind === 'confidential') return { refused: refusal('confidentialCreateOption', '', 'Empty') };
  const type = setTypeOf(kind);
  const encryption =
    set === undefined || type === undefined ? {} : { encryption: { type, diskEncryptionSetId: set.id } };
  const disk = new NewResource(
    newSymbol(scene, 'data', 'disk'),
    DISK,
    apiVersionOf(scene, DISK, '2024-03-02', '2020-05-01'),
    nameOf(scene, DISK, 'disk'),
    {
      location: locationOf(scene),
      sku: { name: 'Premium_LRS' },
      properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 128, ...encryption },
    },
    waiting(set),
  );
  return { changes: [], added: [disk], notes: [] };
}

function waiting(set: UsableSet | undefined): { readonly dependsOn?: UsableSet['waitFor'] } {
  return set === undefined || set.waitFor.length === 0 ? {} : { dependsOn: set.waitFor };
}

/** A Linux machine with one network interface; new machines have encryption at host whatever their disks are on. */
export function newMachine(scene: Scene, kind: EncryptionKind, set: ChosenSet | undefined): Built {
  const isConfidential = kind === 'confidential';
  const location = locationOf(scene);
  const toGive: string[] = [];
  const parameter = (name: string, description: string): NewValue => {
    const known = scene.template.parameters.get(name.toLowerCase());
    if (known?.type.base === 'string') return new ParameterValue(known.name);
    const added = newParameter(scene, { name, type: 'string', description });
    toGive.push(added.name);
    return added;
  };
  const name = nameOf(scene, VIRTUAL_MACHINE, 'vm');
  const card = new NewResource(
    newSymbol(scene, 'network', 'interface'),
    NETWORK_INTERFACE,
    apiVersionOf(scene, NETWORK_INTERFACE, '2024-05-01', '2020-05-01'),
    nameOf(scene, NETWORK_INTERFACE, 'nic'),
    {
      location,
      properties: {
        ipConfigurations: [
          {
            name: 'primary',
            properties: {
              subnet: { id: parameter('subnetId', 'Resource id of the subnet that the machine joins.') },
              privateIPAllocationMethod: 'Dynamic',
            },
          },
        ],
      },
    },
  );
  const user = parameter('adminUsername', 'Name of the administrator of the machine.');
  const managedDisk: Record<string, NewValue> = { storageAccountType: 'Premium_LRS' };
  if (isConfidential) {
    managedDisk['securityProfile'] = {
      securityEncryptionType: 'DiskWithVMGuestState',
      ...(set === undefined ? {} : { diskEncryptionSet: { id: set.id } }),
    };
  } else if (set !== undefined) {
    managedDisk['diskEncryptionSet'] = { id: set.id };
  }
  const machine = new NewResource(
    newSymbol(scene, 'virtual', 'machine'),
    VIRTUAL_MACHINE,
    apiVersionOf(scene, VIRTUAL_MACHINE, '2024-07-01', '2021-11-01'),
    name,
    {
      location,
      properties: {
        hardwareProfile: { vmSize: isConfidential ? 'Standard_DC2as_v5' : 'Standard_D2s_v5' },
        securityProfile: {
          encryptionAtHost: true,
          securityType: isConfidential ? 'ConfidentialVM' : 'TrustedLaunch',
          uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
        },
        storageProfile: {
          imageReference: {
            publisher: 'Canonical',
            offer: 'ubuntu-24_04-lts',
            sku: isConfidential ? 'cvm' : 'server',
            version: 'latest',
          },
          osDisk: { createOption: 'FromImage', caching: 'ReadOnly', managedDisk },
        },
        osProfile: {
          computerName: 'linux',
          adminUsername: user,
          linuxConfiguration: {
            disablePasswordAuthentication: true,
            ssh: {
              publicKeys: [
                {
                  path: new JoinedText(['/home/', user, '/.ssh/authorized_keys']),
                  keyData: parameter('adminPublicKey', 'SSH public key of the administrator.'),
                },
              ],
            },
          },
        },
        networkProfile: { networkInterfaces: [{ id: new PropertyOf(card, ['id']) }] },
      },
    },
    waiting(set),
  );
  const notes: EncryptNote[] = [
    { code: 'hostFeature', names: [''] },
    ...toGive.map((given): EncryptNote => ({ code: 'giveParameter', names: [given] })),
  ];
  return { changes: [], added: [card, machine], notes };
}
