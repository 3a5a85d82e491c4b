import { theExtension } from './editor.js';
import { expectEqual } from './eventually.js';
import { commands, languages, workspace } from 'vscode';

describe('the manifest in the editor', () => {
  it('brings every command that it declares', async () => {
    await theExtension().activate();
    const declared = declaredCommands();
    const present = new Set(await commands.getCommands(true));
    expectEqual(
      declared.filter((command) => !present.has(command)),
      [],
      'commands that are declared but not there',
    );
  });

  it('declares its settings with the defaults that the documentation names', () => {
    const settings = workspace.getConfiguration('encryptionLens');
    expectEqual(settings.get('enable'), true, 'encryptionLens.enable');
    expectEqual(settings.get('diagnostics.scope'), 'openFiles', 'encryptionLens.diagnostics.scope');
    expectEqual(settings.get('rules'), {}, 'encryptionLens.rules');
    expectEqual(settings.get('trace.server'), 'off', 'encryptionLens.trace.server');
  });

  it('adds no language of its own', async () => {
    const ours = (await languages.getLanguages()).filter((language) => language.toLowerCase().includes('encryption'));
    expectEqual(ours, [], 'languages of this extension');
  });
});

function declaredCommands(): string[] {
  const manifest = theExtension().packageJSON as { contributes: { commands: { command: string }[] } };
  return manifest.contributes.commands.map(({ command }) => command);
}
