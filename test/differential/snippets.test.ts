/** Every snippet, with what it needs and with each of its choices, builds without a warning and is a deployment to Azure's engine. */
import { afterAll, describe, expect, it } from 'vitest';
import { snippetCases } from '../unit/features/completion/snippet-cases.js';
import { BicepCli } from './bicep-cli.js';

const bicep = new BicepCli('snippets');
const resourceGroup = {
  tenantId: '11111111-1111-1111-1111-111111111111',
  subscriptionId: '22222222-2222-2222-2222-222222222222',
  resourceGroup: 'lens',
  location: 'westeurope',
  deploymentName: 'main',
};

/** What has no default. */
const values: Readonly<Record<string, string>> = {
  adminUsername: 'azureuser',
  attestationUri: 'https://sharedweu.weu.attest.azure.net',
  orchestratorObjectId: '33333333-3333-3333-3333-333333333333',
  adminPublicKey: 'ssh-rsa AAAA',
  networkInterfaceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic',
  subnetId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s',
};

afterAll(() => {
  bicep.close();
});

describe.each(snippetCases().map((one) => [one.title, one] as const))('%s', (_title, { form, text }) => {
  const file = form === 'bicep' ? 'main.bicep' : 'main.json';

  if (form === 'bicep') {
    it('builds without an error or a warning', async (context) => {
      const diagnostics = await bicep.diagnose({ [file]: text });
      if (diagnostics === undefined) context.skip();
      expect(diagnostics).toEqual([]);
    });
  }

  if (form !== 'bicep') {
    it('deploys all of its resources', async (context) => {
      const names = Object.keys(values).filter((name) => text.includes(`"${name}": {`));
      const parameters = `using '${file}'\n${names.map((name) => `param ${name} = '${values[name] ?? ''}'\n`).join('')}`;
      const files = { [file]: text, 'main.bicepparam': parameters };
      const predicted = await bicep.predictedTypes(files, 'main.bicepparam', resourceGroup);
      if (predicted === undefined) context.skip();
      const written = [...text.matchAll(/"type": "(Microsoft\.[\w/.]+)"/g)].map(([, type]) => type);
      expect(predicted).toEqual(written.sort());
    });
  }
});
