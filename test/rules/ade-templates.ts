/** Parts of templates that the tests about Azure Disk Encryption share. */

/** A Bicep extension of the machine `vm`; `type` is written as it is, marks included. */
export function extension(type: string, more = ''): string {
  return `
resource ade 'Microsoft.Compute/virtualMachines/extensions@2024-07-01' = {
  parent: vm
  name: 'ade'
  properties: {
    publisher: 'Microsoft.Azure.Security'
    type: ${type}
    typeHandlerVersion: '2.2'${more}
  }
}
`;
}

/** The Bicep machine `vm` with these properties. */
export function machine(...properties: readonly string[]): string {
  return `
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
${properties.map((property) => `    ${property}`).join('\n')}
  }
}
`;
}

/** A nested deployment of inner scope with symbolic names, as the Bicep compiler writes it. */
export function compiled(parameters: string, types: string, resources: string): string {
  return `
{
  "type": "Microsoft.Resources/deployments",
  "apiVersion": "2022-09-01",
  "name": "machines",
  "properties": {
    "expressionEvaluationOptions": { "scope": "inner" },
    "mode": "Incremental",
    "parameters": { ${parameters} },
    "template": {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "languageVersion": "2.0",
      "contentVersion": "1.0.0.0",
      "parameters": { ${types} },
      "resources": {
${resources}
      }
    }
  }
}`;
}
