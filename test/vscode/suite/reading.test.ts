import { closeAll, show, theExtension } from './editor.js';
import { eventually, expectEqual } from './eventually.js';
import { commands, MarkdownString, Range } from 'vscode';
import type { CodeLens, DocumentLink, Hover, InlayHint, Location, LocationLink, TextDocument, Position } from 'vscode';

describe('who reads a template', () => {
  before(() => theExtension().activate());
  afterEach(closeAll);

  for (const { name, machine, reference, link, set } of [
    { name: 'machine.bicep', machine: 'machine', reference: 'des.id', link: 'des', set: 'des' },
    {
      name: 'machine.json',
      machine: 'Microsoft.Compute/virtualMachines',
      reference: "resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]\"\n",
      link: 'Microsoft.Compute/diskEncryptionSets',
      set: 'Microsoft.Compute/diskEncryptionSets',
    },
  ] as const) {
    it(`sees in ${name} on hover how a machine is encrypted, as a table without HTML or commands`, async () => {
      const { document } = await show(name);
      const hover = await eventually('there is a hover', () => hoverAt(document, machine));
      const [content] = hover.contents;
      if (!(content instanceof MarkdownString)) throw new Error('the hover is no markdown');
      expectEqual(content.isTrusted ?? false, false, 'whether the hover may run commands');
      expectEqual(content.supportHtml ?? false, false, 'whether the hover may hold HTML');
      expectEqual(content.value.split('\n')[0], '**`vm`** · virtual machine · `Standard_D4s_v5`', 'the title');
      const row = '| Host cache | Encrypted, key of the disk | Encryption at host is on |';
      expectEqual(content.value.includes(row), true, `whether '${content.value}' has the row`);
    });

    it(`sees in ${name} above a machine how it is encrypted, and above a set what uses it`, async () => {
      const { document } = await show(name);
      const titles = await eventually('there are lenses', async () => {
        const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
        const ours = lenses.flatMap(({ command }) => (command === undefined ? [] : [command.title]));
        return ours.length > 0 ? ours : undefined;
      });
      expectEqual(
        titles,
        ['double encryption, key kek-01, used by 1 machine', 'double encryption, key kek-01, host on'],
        'the lenses',
      );
    });

    it(`goes in ${name} from what names a set to the set, and back to all that hangs on it`, async () => {
      const { document } = await show(name);
      const position = positionOf(document, reference);
      const target = await eventually('there is a definition', async () => {
        const found = await commands.executeCommand<(Location | LocationLink)[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          position,
        );
        const texts = found.map((one) =>
          document.getText('targetUri' in one ? (one.targetSelectionRange ?? one.targetRange) : one.range),
        );
        return texts.find((text) => text === link);
      });
      expectEqual(target, link, 'the definition');
      const uses = await commands.executeCommand<Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        positionOf(document, set),
      );
      expectEqual(uses.length > 0, true, 'whether there are references');
    });

    it(`sees in ${name} the value behind an expression`, async () => {
      const { document } = await show(name);
      const labels = await eventually('there are hints', async () => {
        const range = new Range(0, 0, document.lineCount, 0);
        const hints = await commands.executeCommand<InlayHint[]>(
          'vscode.executeInlayHintProvider',
          document.uri,
          range,
        );
        return hints.length > 0 ? hints.map(({ label }) => label) : undefined;
      });
      expectEqual(labels.includes('= true'), true, `whether ${JSON.stringify(labels)} has the value of the parameter`);
    });
  }

  it('follows the paths of a configuration', async () => {
    const { document } = await show('links/encryptionlens.json');
    const texts = await eventually('there are links', async () => {
      const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', document.uri);
      const ours = links.map(({ range }) => document.getText(range)).filter((text) => !text.includes('http'));
      return ours.length > 0 ? ours : undefined;
    });
    expectEqual(texts.includes('machine.parameters.json'), true, `whether ${JSON.stringify(texts)} has the file`);
  });
});

/** Our hover at the first place of a text. */
async function hoverAt(document: TextDocument, text: string): Promise<Hover | undefined> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, text),
  );
  return hovers.find(({ contents }) =>
    contents.some((one) => typeof one !== 'string' && one.value.includes('| Layer |')),
  );
}

function positionOf(document: TextDocument, text: string): Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`'${text}' is not in the document`);
  return document.positionAt(at + 1);
}
