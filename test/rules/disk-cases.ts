/** Disks and disk encryption sets as text, for the rules about the pair of them. */

export const set = (type: string): string => `
  param keyUrl string
  resource encryptionSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
    name: 'des'
    location: 'westeurope'
    identity: { type: 'SystemAssigned' }
    properties: {
      encryptionType: '${type}'
      activeKey: { keyUrl: keyUrl }
    }
  }`;

/** A data disk with the inside of an encryption block. */
export const disk = (encryption: string, more = ''): string => `
  resource disk 'Microsoft.Compute/disks@2024-03-02' = ${more}{
    name: 'data'
    location: 'westeurope'
    sku: { name: 'Premium_LRS' }
    properties: {
      diskSizeGB: 64
      creationData: { createOption: 'Empty' }
      encryption: { ${encryption} }
    }
  }`;

export const jsonSet = (type: string): string => `{
  "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope",
  "identity": { "type": "SystemAssigned" },
  "properties": { "encryptionType": "${type}", "activeKey": { "keyUrl": "https://kv.vault.azure.net/keys/k/1" } }
}`;

export const jsonDisk = (encryption: string): string => `{
  "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "data", "location": "westeurope",
  "dependsOn": ["[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]"],
  "properties": { "creationData": { "createOption": "Empty" }, "encryption": { ${encryption} } }
}`;

export const ID = `"diskEncryptionSetId": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]"`;
export const CUSTOMER = 'EncryptionAtRestWithCustomerKey';
export const DOUBLE = 'EncryptionAtRestWithPlatformAndCustomerKeys';
