import { closeAll, fileInWorkspace, show, statusOf, theExtension } from './editor.js';
import { eventually, expectEqual } from './eventually.js';
import { eventuallyRules, problemsOf } from './problems.js';
import { commands, workspace } from 'vscode';

describe('the settings', () => {
  before(() => theExtension().activate());
  afterEach(async () => {
    for (const name of ['enable', 'rules', 'diagnostics.scope']) await set(name, undefined);
    await closeAll();
  });

  it('switch the extension off and on while it runs', async () => {
    const { document } = await show('disk.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    await set('enable', false);
    await eventuallyRules(document.uri, []);
    expectEqual(statusOf(document), 'Encryption: switched off', 'the language status');
    await set('enable', true);
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    await eventually('the status says so', () => statusOf(document) === 'Encryption: 1 finding');
  });

  it('change the severity of a rule while it runs', async () => {
    const { document } = await show('disk.json');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    await set('rules', { 'encryption-type-invalid': 'information' });
    await eventually('the severity has changed', () => problemsOf(document.uri)[0]?.severity === 'Information');
    await set('rules', { 'encryption-type-invalid': 'off' });
    await eventuallyRules(document.uri, []);
  });

  it('ask for the problems of files that are not open, and take them back', async () => {
    const { document } = await show('disk.bicep');
    const unopened = fileInWorkspace('archive/server.json');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    expectEqual(problemsOf(unopened), [], 'the problems of a file that is not open');

    await set('diagnostics.scope', 'workspace');
    await eventuallyRules(unopened, ['host-encryption-off']);
    expectEqual(
      problemsOf(unopened),
      [{ rule: 'host-encryption-off', severity: 'Warning', range: '5:15-5:48' }],
      'the problems of a file that is not open',
    );
    await eventuallyRules(fileInWorkspace('caller.bicep'), ['encryption-type-invalid']);
    await eventuallyRules(fileInWorkspace('two-mistakes.bicep'), ['encryption-type-invalid', 'host-encryption-off']);
    expectEqual(problemsOf(fileInWorkspace('plain.json')), [], 'the problems of a file that is no template');

    await set('diagnostics.scope', 'openFiles');
    await eventuallyRules(unopened, []);
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });

  it('report a problem once, where both the open file and the workspace have it', async () => {
    await set('diagnostics.scope', 'workspace');
    const unopened = fileInWorkspace('archive/server.json');
    await eventuallyRules(unopened, ['host-encryption-off']);
    const { document } = await show('archive/server.json');
    await eventually('the file is analysed', () => statusOf(document) === 'Encryption: 1 finding');
    await eventuallyRules(unopened, ['host-encryption-off']);
    await closeAll();
    // A file that comes after it in the answer for the workspace shows that there was one since.
    await workspace.fs.copy(unopened, fileInWorkspace('archive/twin.json'));
    await eventuallyRules(fileInWorkspace('archive/twin.json'), ['host-encryption-off']);
    await eventuallyRules(unopened, ['host-encryption-off']);
    await workspace.fs.delete(fileInWorkspace('archive/twin.json'));
    await eventuallyRules(fileInWorkspace('archive/twin.json'), []);
  });

  it('keep one problem of each kind over a restart of the server', async () => {
    const { document } = await show('disk.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    await commands.executeCommand('encryptionLens.restartServer');
    await eventually('the file is analysed again', () => statusOf(document) === 'Encryption: 1 finding');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });
});

/** Changes a setting of the workspace; `undefined` takes it away. */
async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('encryptionLens').update(name, value, false);
}
