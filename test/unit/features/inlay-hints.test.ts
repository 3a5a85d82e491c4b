/** Values behind the expressions that decide about encryption. */
import { describe, expect, it } from 'vitest';
import { inlayHints } from '../../../server/src/features/inlay-hints.js';
import { open } from './checked.js';

/** Each hint with what stands before it on its line. */
function hintsIn(text: string, path = 'main.bicep'): [string, string][] {
  const { checked, files } = open({ [path]: text });
  const file = files(path);
  if (file === undefined) return [];
  return [...inlayHints(checked, file, { start: 0, end: text.length })].flatMap((hint): [string, string][] => {
    if (hint === undefined) return [];
    const { position, label } = hint;
    const before = (text.split('\n')[position.line] ?? '').slice(0, position.character).trim();
    return [[before, typeof label === 'string' ? label : '']];
  });
}

const scaleSet = (
  items: string,
  type: string,
): string => `resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  location: 'westeurope'
  properties: {
    virtualMachineProfile: {
      storageProfile: {
        dataDisks: [
          for (disk, index) in ${items}: {
            lun: index
            createOption: 'Empty'
            managedDisk: { storageAccountType: ${type} }
          }
        ]
      }
    }
  }
}
`;

describe('an inlay hint', () => {
  it('tells in the loop of a property what the iterations have', () => {
    expect(hintsIn(scaleSet("[{ type: 'Premium_LRS' }, { type: 'UltraSSD_LRS' }]", 'disk.type'))).toEqual([
      ['managedDisk: { storageAccountType: disk.type', '= Premium_LRS | UltraSSD_LRS'],
    ]);
  });
  it('says once what all iterations have in common', () => {
    expect(hintsIn(`var type = 'Premium_LRS'\n${scaleSet('range(0, 5)', 'type')}`)).toEqual([
      ['managedDisk: { storageAccountType: type', '= Premium_LRS'],
    ]);
  });
  it('names some of many values', () => {
    expect(hintsIn(scaleSet('range(0, 5)', "'type${index}'"))).toEqual([
      ["managedDisk: { storageAccountType: 'type${index}'", '= type0 | type1 | type2 | …'],
    ]);
  });
  it('tells in the copy of a property of a JSON template what the iterations have', () => {
    const text = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "variables": { "types": ["Premium_LRS", "StandardSSD_LRS"] },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2024-07-01",
      "name": "vm",
      "location": "westeurope",
      "properties": {
        "storageProfile": {
          "copy": [
            {
              "name": "dataDisks",
              "count": 2,
              "input": {
                "lun": "[copyIndex('dataDisks')]",
                "managedDisk": {
                  "storageAccountType": "[variables('types')[copyIndex('dataDisks')]]"
                }
              }
            }
          ]
        }
      }
    }
  ]
}
`;
    expect(hintsIn(text, 'main.json').map(([, hint]) => hint)).toEqual(['= Premium_LRS | StandardSSD_LRS']);
  });
  it('is silent where one of the values is not known', () => {
    expect(hintsIn(`param types array\n${scaleSet('types', 'disk.type')}`)).toEqual([]);
  });
  it('is computed only for what is asked about', () => {
    const text = scaleSet("[{ type: 'Premium_LRS' }]", 'disk.type');
    const { checked, files } = open({ 'main.bicep': text });
    const file = files('main.bicep');
    if (file === undefined) throw new Error('no file');
    const first = { start: 0, end: text.indexOf('location') };
    expect([...inlayHints(checked, file, first)].filter((hint) => hint !== undefined)).toEqual([]);
  });
});
