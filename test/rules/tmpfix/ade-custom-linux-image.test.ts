import { compiled, extension, machine } from '../ade-templates.js';
import { bicep, json, rule } from './rule-cases.js';

const image = 'storageProfile: { imageReference: { id: imageId } }';
const linux = extension("▸'AzureDiskEncryptionForLinux'◂");
const plain = extension("'AzureDiskEncryptionForLinux'");

rule('ade-custom-linux-image', {
  finds: {
    'an image that a parameter names': [
      bicep`
param imageId string
${machine(image)}${linux}`,
      {
        severity: 'warning',
        certainty: 'definite',
        message: "'app' runs a custom Linux image, which Azure Disk Encryption does not support",
      },
    ],
    'an image of a gallery': json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": {
    "storageProfile": {
      "imageReference": { "id": "[resourceId('Microsoft.Compute/galleries/images/versions', 'g', 'golden', '1.0.0')]" }
    }
  }
},
{
  "type": "Microsoft.Compute/virtualMachines/extensions",
  "apiVersion": "2024-07-01",
  "name": "app/ade",
  "properties": { "publisher": "Microsoft.Azure.Security", "type": ▸"AzureDiskEncryptionForLinux"◂ }
}`,
    'an image of a community gallery': bicep`
${machine("storageProfile: { imageReference: { communityGalleryImageId: '/CommunityGalleries/g/Images/i/Versions/latest' } }")}${linux}`,
    'a scale set of Linux machines by settings of its disk': bicep`
param imageId string
${machine("storageProfile: { imageReference: { id: imageId }, osDisk: { osType: 'Linux', encryptionSettings: { enabled: ▸true◂ } } }")}`,
    'only where the image is a custom one': [
      bicep`
param imageId string
@allowed(['dev', 'prod'])
param environment string
${machine("storageProfile: { imageReference: environment == 'prod' ? { id: imageId } : { publisher: 'Canonical', offer: 'o', sku: 's', version: 'latest' } }")}${linux}`,
      { severity: 'information', certainty: 'possible', message: "If 'environment' is 'prod'" },
    ],
    'the machine in a module': {
      'main.bicep': `
module app 'vm.bicep' = {
  name: 'app'
  params: { imageId: resourceId('Microsoft.Compute/images', 'golden') }
}`,
      'vm.bicep': `
param imageId string
${machine(image)}${linux}`,
    },
    'machines of a loop in a nested deployment': json`
${compiled(
  '"image": { "value": "[resourceId(\'Microsoft.Compute/images\', \'golden\')]" }',
  '"image": { "type": "string" }',
  `"vm": {
  "copy": { "name": "vm", "count": 2 },
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "[format('app{0}', copyIndex())]",
  "properties": { "storageProfile": { "imageReference": { "id": "[parameters('image')]" } } }
},
"ade": {
  "copy": { "name": "ade", "count": 2 },
  "type": "Microsoft.Compute/virtualMachines/extensions",
  "apiVersion": "2024-07-01",
  "name": "[format('{0}/{1}', format('app{0}', copyIndex()), 'ade')]",
  "properties": { "publisher": "Microsoft.Azure.Security", "type": ▸"AzureDiskEncryptionForLinux"◂ },
  "dependsOn": ["vm"]
}`,
)}`,
  },
  silent: {
    'an image of the marketplace': bicep`
${machine("storageProfile: { imageReference: { publisher: 'Canonical', offer: 'o', sku: 's', version: 'latest' } }")}${plain}`,
    'an image of the marketplace by its id': bicep`
${machine("storageProfile: { imageReference: { id: '/Subscriptions/s/Providers/Microsoft.Compute/Locations/westeurope/Publishers/Canonical/ArtifactTypes/VMImage/Offers/o/Skus/s/Versions/1' } }")}${plain}`,
    Windows: bicep`
param imageId string
${machine(image)}${extension("'AzureDiskEncryption'")}`,
    'nothing is known of the image': bicep`
param image object
${machine('storageProfile: { imageReference: image }')}${plain}`,
    'no id, by an empty default': bicep`
param imageId string = ''
${machine(image)}${plain}`,
    'a machine outside of the template': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'old'
}
${plain}`,
    'no Azure Disk Encryption': bicep`
param imageId string
${machine(image)}`,
  },
  fixes: {
    'replaces it by encryption at host': {
      before: bicep`
param imageId string

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    securityProfile: { encryptionAtHost: false }
    storageProfile: { imageReference: { id: imageId } }
  }
}
${plain}`,
      after: bicep`
param imageId string

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    securityProfile: { encryptionAtHost: true }
    storageProfile: { imageReference: { id: imageId } }
  }
}
`,
    },
  },
});
