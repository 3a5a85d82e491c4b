import { CUSTOMER, DOUBLE, ID, disk, jsonDisk, jsonSet, set } from './disk-cases.js';
import { bicep, json, jsonTemplate, rule } from './rule-cases.js';

/** A deployment into the resource group `rg`, with the inside of its template. */
function inGroup(name: string, parameters: string, resource: string, more: string): string {
  return `{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "${name}", "resourceGroup": "rg",
    "properties": {
      "expressionEvaluationOptions": { "scope": "inner" }, "mode": "Incremental", "parameters": ${parameters},
      "template": {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
        ${more}, "resources": [${resource}]
      }
    }
  }`;
}

rule('disk-des-type-mismatch', {
  finds: {
    'a disk that wants more than its set gives': [
      bicep`${set(CUSTOMER)} ${disk(`type: ▸'${DOUBLE}'◂, diskEncryptionSetId: encryptionSet.id`)}`,
      {
        severity: 'error',
        certainty: 'definite',
        message: /'data' asks for .* 'des' is a set for EncryptionAtRestWithCustomerKey/,
      },
    ],
    'a set that names no type is one for a customer key': bicep`
      param keyUrl string
      resource encryptionSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
        name: 'des'
        location: 'westeurope'
        identity: { type: 'SystemAssigned' }
        properties: { activeKey: { keyUrl: keyUrl } }
      }
      ${disk(`type: ▸'${DOUBLE}'◂, diskEncryptionSetId: encryptionSet.id`)}`,
    'the type comes from a parameter default': bicep`
      param type string = ▸'${DOUBLE}'◂
      ${set(CUSTOMER)} ${disk('type: type, diskEncryptionSetId: encryptionSet.id')}`,
    'the type comes from a variable': bicep`
      var type = ▸'${DOUBLE}'◂
      ${set(CUSTOMER)} ${disk('type: type, diskEncryptionSetId: encryptionSet.id')}`,
    'an allowed value of a parameter, named in the message': [
      bicep`
      @allowed(['${CUSTOMER}', '${DOUBLE}'])
      param type string
      ${set(CUSTOMER)} ${disk('type: ▸type◂, diskEncryptionSetId: encryptionSet.id')}`,
      {
        severity: 'warning',
        certainty: 'possible',
        message: /^If 'type' is 'EncryptionAtRestWithPlatformAndCustomerKeys': /,
      },
    ],
    'a branch of a condition': [
      bicep`
      param production bool
      ${set(CUSTOMER)} ${disk(`type: production ? ▸'${DOUBLE}'◂ : '${CUSTOMER}', diskEncryptionSetId: encryptionSet.id`)}`,
      { severity: 'warning', message: /^If 'production' is true: / },
    ],
    'disks of a loop are one finding': bicep`${set(CUSTOMER)}
      resource disks 'Microsoft.Compute/disks@2024-03-02' = [for i in range(0, 3): {
        name: 'data-\${i}'
        location: 'westeurope'
        properties: { creationData: { createOption: 'Empty' }, encryption: { type: ▸'${DOUBLE}'◂, diskEncryptionSetId: encryptionSet.id } }
      }]`,
    'in JSON': json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": ▸"${DOUBLE}"◂, ${ID}`)}`,
    'in JSON with symbolic names': {
      'main.json': jsonTemplate('', '').replace(
        /"resources": \[\s*\]/,
        `"languageVersion": "2.0", "resources": { "encryptionSet": ${jsonSet(CUSTOMER)}, "disk": ${jsonDisk(`"type": ▸"${DOUBLE}"◂, ${ID}`).replace(/"dependsOn": \[.*?\)\]"\]/, '"dependsOn": ["encryptionSet"]')} }`,
      ),
    },
    'the set lies in a module and its id is an output': {
      'main.bicep': `
        param keyUrl string
        module keys 'modules/set.bicep' = { params: { keyUrl: keyUrl } }
        ${disk(`type: ▸'${DOUBLE}'◂, diskEncryptionSetId: keys.outputs.id`)}`,
      'modules/set.bicep': `${set(CUSTOMER)}
        output id string = encryptionSet.id`,
    },
    'the type is passed to a module: the finding lies at the text to change': {
      'main.bicep': `${set(CUSTOMER)}
        module disks 'modules/disk.bicep' = { params: { type: ▸'${DOUBLE}'◂, setId: encryptionSet.id } }`,
      'modules/disk.bicep': `
        param type string
        param setId string
        ${disk('type: type, diskEncryptionSetId: setId')}`,
    },
    'an output of a deployment into a resource group, read at subscription scope': {
      'main.json': `{
        "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
          ${inGroup('sets', '{}', jsonSet(CUSTOMER), `"outputs": { "id": { "type": "string", "value": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } }`)},
          ${inGroup(
            'disks',
            `{ "setId": { "value": "[reference(extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, 'rg'), 'Microsoft.Resources/deployments', 'sets'), '2022-09-01').outputs.id.value]" } }`,
            `{
              "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "data", "location": "westeurope",
              "properties": { "encryption": { "type": ▸"${DOUBLE}"◂, "diskEncryptionSetId": "[parameters('setId')]" } }
            }`,
            '"parameters": { "setId": { "type": "string" } }',
          )}
        ]
      }`,
    },
    'a nested deployment as the compiler writes it': json`${jsonSet(CUSTOMER)}, {
      "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "disks",
      "dependsOn": ["[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]"],
      "properties": {
        "expressionEvaluationOptions": { "scope": "inner" }, "mode": "Incremental",
        "parameters": { "setId": { "value": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } },
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
          "parameters": { "setId": { "type": "string" }, "prefix": { "type": "string", "defaultValue": "app" } },
          "resources": [{
            "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "[format('{0}-data', parameters('prefix'))]",
            "location": "westeurope",
            "properties": { "creationData": { "createOption": "Empty" }, "encryption": { "type": ▸"${DOUBLE}"◂, "diskEncryptionSetId": "[parameters('setId')]" } }
          }]
        }
      }
    }`,
  },
  silent: {
    'both say the same': bicep`${set(DOUBLE)} ${disk(`type: '${DOUBLE}', diskEncryptionSetId: encryptionSet.id`)}`,
    'the disk leaves the type to the set': bicep`${set(DOUBLE)} ${disk('diskEncryptionSetId: encryptionSet.id')}`,
    'the set exists already, its type is not known': bicep`
      resource encryptionSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = { name: 'des' }
      ${disk(`type: '${DOUBLE}', diskEncryptionSetId: encryptionSet.id`)}`,
    'the type of the set is a parameter without a value': bicep`
      param setType string
      ${set('${setType}')} ${disk(`type: '${DOUBLE}', diskEncryptionSetId: encryptionSet.id`)}`,
    'disk and set follow the same parameter': bicep`
      param production bool
      param keyUrl string
      resource encryptionSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
        name: 'des'
        location: 'westeurope'
        identity: { type: 'SystemAssigned' }
        properties: {
          encryptionType: production ? '${DOUBLE}' : '${CUSTOMER}'
          activeKey: { keyUrl: keyUrl }
        }
      }
      ${disk(`type: !production ? '${CUSTOMER}' : '${DOUBLE}', diskEncryptionSetId: encryptionSet.id`)}`,
    'the disk is not deployed': bicep`${set(CUSTOMER)} ${disk(`type: '${DOUBLE}', diskEncryptionSetId: encryptionSet.id`, 'if (false) ')}`,
    'in JSON: letter case is not looked at': json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": "encryptionatrestwithcustomerkey", ${ID}`)}`,
  },
  fixes: {
    'takes the type of the set': {
      before: bicep`${set(CUSTOMER)} ${disk(`type: '${DOUBLE}', diskEncryptionSetId: encryptionSet.id`)}`,
      after: bicep`${set(CUSTOMER)} ${disk(`type: '${CUSTOMER}', diskEncryptionSetId: encryptionSet.id`)}`,
      title: 'Change the encryption type to EncryptionAtRestWithCustomerKey',
    },
    'in JSON': {
      before: json`${jsonSet(DOUBLE)}, ${jsonDisk(`"type": "${CUSTOMER}", ${ID}`)}`,
      after: json`${jsonSet(DOUBLE)}, ${jsonDisk(`"type": "${DOUBLE}", ${ID}`)}`,
    },
  },
});
