import { bicep, json, rule } from './rule-cases.js';

const disk = (sku: string, sectors: string): string => `
resource data 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  sku: { name: '${sku}' }
  properties: { creationData: { createOption: 'Empty'${sectors === '' ? '' : `, logicalSectorSize: ${sectors}`} } }
}`;

const machine = (encryptionAtHost: string): string => `
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    storageProfile: { dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }] }
    securityProfile: { encryptionAtHost: ${encryptionAtHost} }
  }
}`;

rule('host-encryption-ultra-disk', {
  finds: {
    'a Premium SSD v2 disk': [
      bicep`${disk('PremiumV2_LRS', '▸512◂')}${machine('true')}`,
      {
        severity: 'information',
        message:
          "'data' emulates sectors of 512 bytes and is attached to 'app', which uses encryption at host: Azure takes such a PremiumV2_LRS disk only if it was created after 13 May 2023.",
      },
    ],
    'an Ultra disk': bicep`${disk('UltraSSD_LRS', '▸512◂')}${machine('true')}`,
    'the size of the sectors is a default': bicep`
param sectors int = ▸512◂${disk('UltraSSD_LRS', 'sectors')}${machine('true')}`,
    'disks of a loop in a nested deployment': json`
{
  "type": "Microsoft.Resources/deployments",
  "apiVersion": "2022-09-01",
  "name": "machines",
  "properties": {
    "expressionEvaluationOptions": { "scope": "inner" },
    "mode": "Incremental",
    "parameters": { "sectors": { "value": ▸512◂ } },
    "template": {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "languageVersion": "2.0",
      "contentVersion": "1.0.0.0",
      "parameters": { "sectors": { "type": "int" } },
      "resources": {
        "data": {
          "copy": { "name": "data", "count": 2 },
          "type": "Microsoft.Compute/disks",
          "apiVersion": "2024-03-02",
          "name": "[format('data{0}', copyIndex())]",
          "sku": { "name": "UltraSSD_LRS" },
          "properties": { "creationData": { "createOption": "Empty", "logicalSectorSize": "[parameters('sectors')]" } }
        },
        "vm": {
          "type": "Microsoft.Compute/virtualMachines",
          "apiVersion": "2024-07-01",
          "name": "app",
          "properties": {
            "storageProfile": {
              "dataDisks": [
                {
                  "lun": 0,
                  "createOption": "Attach",
                  "managedDisk": { "id": "[resourceId('Microsoft.Compute/disks', format('data{0}', 1))]" }
                }
              ]
            },
            "securityProfile": { "encryptionAtHost": true }
          },
          "dependsOn": ["data"]
        }
      }
    }
  }
}`,
    'only where it is on': [
      bicep`
param production bool${disk('UltraSSD_LRS', '▸512◂')}${machine('production ? true : null')}`,
      { certainty: 'possible', severity: 'information', message: "If 'production' is true" },
    ],
  },
  silent: {
    'sectors of 4,096 bytes': bicep`${disk('UltraSSD_LRS', '4096')}${machine('true')}`,
    'the default is 4,096 bytes': bicep`${disk('UltraSSD_LRS', '')}${machine('true')}`,
    'another disk, where the size of sectors means nothing': bicep`${disk('Premium_LRS', '512')}${machine('true')}`,
    'encryption at host is off': bicep`${disk('UltraSSD_LRS', '512')}${machine('null')}`,
    'a parameter decides': bicep`
param useIt bool${disk('UltraSSD_LRS', '512')}${machine('useIt')}`,
    'no machine has the disk': bicep`${disk('UltraSSD_LRS', '512')}`,
    'the disk is outside of the template': bicep`
resource data 'Microsoft.Compute/disks@2024-03-02' existing = {
  name: 'data'
}${machine('true')}`,
  },
});
