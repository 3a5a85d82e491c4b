/** The same platform in both languages: a vault with a key, a set for double encryption, a machine. */

export const platform = `param secure bool

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-01'
  location: 'westeurope'
  properties: {
    sku: { family: 'A', name: 'premium' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }
}

resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'kek-01'
  properties: { kty: 'RSA', keySize: 3072 }
}

resource des 'Microsoft.Compute/diskEncryptionSets@2023-04-02' = {
  name: 'des'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    encryptionType: 'EncryptionAtRestWithPlatformAndCustomerKeys'
    activeKey: {
      sourceVault: { id: vault.id }
      keyUrl: key.properties.keyUriWithVersion
    }
  }
}

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  location: 'westeurope'
  properties: {
    hardwareProfile: { vmSize: 'Standard_D4s_v3' }
    securityProfile: {
      encryptionAtHost: secure // host
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: {
          diskEncryptionSet: {
            id: des.id // os
          }
        }
      }
      dataDisks: [
        { lun: 0, createOption: 'Empty', diskSizeGB: 64 }
      ]
    }
    osProfile: { computerName: 'vm', adminUsername: 'azure' }
  }
}
`;

export const platformJson = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "secure": { "type": "bool" }
  },
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2023-07-01",
      "name": "kv-01",
      "location": "westeurope",
      "properties": {
        "sku": { "family": "A", "name": "premium" },
        "tenantId": "[tenant().tenantId]",
        "enableRbacAuthorization": true,
        "enablePurgeProtection": true
      }
    },
    {
      "type": "Microsoft.KeyVault/vaults/keys",
      "apiVersion": "2023-07-01",
      "name": "[format('{0}/{1}', 'kv-01', 'kek-01')]",
      "properties": { "kty": "RSA", "keySize": 3072 },
      "dependsOn": ["[resourceId('Microsoft.KeyVault/vaults', 'kv-01')]"]
    },
    {
      "type": "Microsoft.Compute/diskEncryptionSets",
      "apiVersion": "2023-04-02",
      "name": "des",
      "location": "westeurope",
      "identity": { "type": "SystemAssigned" },
      "properties": {
        "encryptionType": "EncryptionAtRestWithPlatformAndCustomerKeys",
        "activeKey": {
          "sourceVault": { "id": "[resourceId('Microsoft.KeyVault/vaults', 'kv-01')]" },
          "keyUrl": "[reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv-01', 'kek-01'), '2023-07-01').keyUriWithVersion]"
        }
      }
    },
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2024-07-01",
      "name": "vm",
      "location": "westeurope",
      "properties": {
        "hardwareProfile": { "vmSize": "Standard_D4s_v3" },
        "securityProfile": { "encryptionAtHost": "[parameters('secure')]" },
        "storageProfile": {
          "osDisk": {
            "createOption": "FromImage",
            "managedDisk": { "diskEncryptionSet": { "id": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } } },
          "dataDisks": [{ "lun": 0, "createOption": "Empty", "diskSizeGB": 64 }]
        },
        "osProfile": { "computerName": "vm", "adminUsername": "azure" }
      }
    }
  ]
}
`;
