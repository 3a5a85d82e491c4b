/** Templates that several tests look at; each has exactly the finding that its name says. */

/** `encryption-type-invalid`, with a preferred fix. */
export const misspelledType = `resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
    encryption: {
      type: 'EncryptionAtRestWithPlatformKeys'
    }
  }
}
`;

export const misspelledTypeJson = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Compute/disks",
      "apiVersion": "2024-03-02",
      "name": "data",
      "location": "westeurope",
      "properties": {
        "creationData": { "createOption": "Empty" },
        "diskSizeGB": 128,
        "encryption": {
          "type": "EncryptionAtRestWithPlatformKeys"
        }
      }
    }
  ]
}
`;

export const flawless = misspelledType.replace('PlatformKeys', 'PlatformKey');

/** A disk whose encryption type its caller gives; alone it has no finding. */
export const diskModule = `param type string

resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
    encryption: {
      type: type
    }
  }
}
`;

/** Calls the module in `modules/disk.bicep`. */
export function caller(type: string): string {
  return `module disk 'modules/disk.bicep' = {
  name: 'disk'
  params: {
    type: '${type}'
  }
}
`;
}
