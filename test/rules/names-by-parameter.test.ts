/** Resources whose names depend on a parameter with allowed values: found again by the same expression. */
import { bicep, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

function template(resources: string): Files {
  return {
    'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "stage": { "type": "string", "allowedValues": ["dev", "prod"] } },
  "variables": { "set": "[concat('des-', parameters('stage'))]", "vault": "[concat('kv-', parameters('stage'))]" },
  "resources": [
${resources}
  ]
}
`,
  };
}

const set = (type: string): string => `    {
      "type": "Microsoft.Compute/diskEncryptionSets",
      "apiVersion": "2023-10-02",
      "name": "[variables('set')]",
      "location": "westeurope",
      "identity": { "type": "SystemAssigned" },
      "properties": {
        "encryptionType": "${type}",
        "activeKey": { "keyUrl": "[reference(resourceId('Microsoft.KeyVault/vaults/keys', variables('vault'), 'disks')).keyUriWithVersion]" }
      }
    }`;

const disk = (id: string): string => `    {
      "type": "Microsoft.Compute/disks",
      "apiVersion": "2023-10-02",
      "name": "data",
      "location": "westeurope",
      "dependsOn": ["[variables('set')]"],
      "properties": {
        "creationData": { "createOption": "Empty" },
        "encryption": { "type": ▸"EncryptionAtRestWithCustomerKey"◂, "diskEncryptionSetId": "[${id}]" }
      }
    }`;

rule('disk-des-type-mismatch', {
  finds: {
    'a set of the same name in every case': [
      template(
        [
          set('EncryptionAtRestWithPlatformAndCustomerKeys'),
          disk("resourceId('Microsoft.Compute/diskEncryptionSets', variables('set'))"),
        ].join(',\n'),
      ),
      { certainty: 'definite', message: "'des-dev | des-prod' is a set for" },
    ],
    'one of two sets by the value of a parameter': [
      template(
        [
          set('EncryptionAtRestWithPlatformAndCustomerKeys').replace("[variables('set')]", 'des-prod'),
          disk(
            "resourceId('Microsoft.Compute/diskEncryptionSets', if(equals(parameters('stage'), 'prod'), 'des-prod', 'des-other'))",
          ),
        ].join(',\n'),
      ),
      { certainty: 'possible' },
    ],
  },
});

rule('key-unsupported', {
  finds: {
    'a key whose name has that of its vault in it': template(
      `${set('EncryptionAtRestWithCustomerKey')},
    {
      "type": "Microsoft.KeyVault/vaults/keys",
      "apiVersion": "2023-07-01",
      "name": "[format('{0}/{1}', variables('vault'), 'disks')]",
      "properties": { "kty": "RSA", "keySize": ▸1024◂ }
    }`,
    ),
  },
});

rule('des-dependency-missing', {
  silent: {
    'a dependency on a set of the same name': template(
      [
        set('EncryptionAtRestWithCustomerKey'),
        disk("resourceId('Microsoft.Compute/diskEncryptionSets', variables('set'))"),
      ].join(',\n'),
    ),
  },
});

rule('des-access-missing', {
  silent: {
    'a role by the value of a parameter, of which both suffice': bicep`
@allowed(['e147488a-f6f5-4113-8e2d-b22465e65bf6', '14b46e9e-c2b7-41b4-b07b-48a6ebf60603'])
param role string
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-disks'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'premium' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'disks'
  properties: { kty: 'RSA' }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2023-10-02' = {
  name: 'des-disks'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, set.id, role)
  properties: {
    principalId: set.identity.principalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}
`,
  },
});
