/** Parts of templates that the tests about confidential machines share. */

/** The Bicep disk encryption set `des` of a type. */
export function encryptionSet(type: string | undefined): string {
  return `
param keyUrl string
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: { keyUrl: keyUrl }${type === undefined ? '' : `\n    encryptionType: ${type}`}
  }
}
`;
}

/** The Bicep machine `vm` of a security type, with the managed disk of its OS disk. */
export function machine(securityType: string, managedDisk: string, more = ''): string {
  return `
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  location: 'westeurope'
  properties: {
    securityProfile: { securityType: ${securityType} }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: { ${managedDisk} }
      }${more}
    }
  }
}
`;
}
