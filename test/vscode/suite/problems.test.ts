import { closeAll, fileInWorkspace, readFile, replace, show, showUntitled, statusOf, theExtension } from './editor.js';
import { eventually, expectEqual } from './eventually.js';
import { diagnosticsOf, eventuallyRules, linkOf, markedText, problemsOf, rulesAt } from './problems.js';
import { commands, Uri, workspace } from 'vscode';

const page = 'https://github.com/encryption-lens/encryption-lens/blob/main/docs/rules/encryption-type-invalid.md';
const misspelled = 'EncryptionAtRestWithPlatformKeys';
const correct = 'EncryptionAtRestWithPlatformKey';

describe('the problems', () => {
  before(() => theExtension().activate());
  afterEach(closeAll);

  for (const { name, line, from, to } of [
    { name: 'disk.bicep', line: 11, from: 12, to: 46 },
    { name: 'disk.json', line: 15, from: 18, to: 52 },
  ]) {
    it(`of ${name} have their rule, place, severity, sentence and page`, async () => {
      const { document } = await show(name);
      await eventuallyRules(document.uri, ['encryption-type-invalid']);
      const range = `${line}:${from}-${line}:${to}`;
      expectEqual(
        problemsOf(document.uri),
        [{ rule: 'encryption-type-invalid', severity: 'Error', range }],
        'the problems',
      );
      const [diagnostic] = diagnosticsOf(document.uri);
      if (diagnostic === undefined) throw new Error('the problem is gone');
      expectEqual(linkOf(diagnostic), page, 'the page of the rule');
      expectEqual(
        diagnostic.message,
        `'${misspelled}' is no encryption type of a disk, so Azure refuses 'data'. Use one of ${correct}, EncryptionAtRestWithCustomerKey, EncryptionAtRestWithPlatformAndCustomerKeys.`,
        'the message',
      );
      expectEqual(statusOf(document), 'Encryption: 1 finding', 'the language status');
    });

    it(`of ${name} follow what is typed, before it is saved`, async () => {
      const editor = await show(name);
      const { document } = editor;
      await eventuallyRules(document.uri, ['encryption-type-invalid']);
      await replace(editor, misspelled, correct);
      await eventuallyRules(document.uri, []);
      await eventually('the status says so', () => statusOf(document) === 'Encryption: no findings');
      await replace(editor, correct, 'Magic');
      await eventuallyRules(document.uri, ['encryption-type-invalid']);
      expectEqual(markedText(document)[0]?.slice(1, -1), 'Magic', 'the marked text');
      expectEqual(document.isDirty, true, 'whether the document has unsaved changes');
    });
  }

  it('name the other places that they come from', async () => {
    const { document } = await show('caller.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    const related = diagnosticsOf(document.uri)[0]?.relatedInformation?.map(({ location: { uri, range } }) => [
      workspace.asRelativePath(uri, false),
      range.start.line,
    ]);
    expectEqual(
      related,
      [
        ['modules/disk.bicep', 0],
        ['modules/disk.bicep', 11],
        ['caller.bicep', 0],
      ],
      'the related places',
    );
  });

  it('are found again when a module changes on disk', async () => {
    const { document } = await show('caller.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    const module = fileInWorkspace('modules/disk.bicep');
    const text = await readFile(module);
    await workspace.fs.writeFile(module, new TextEncoder().encode(text.replace('type: type', `type: '${correct}'`)));
    await eventuallyRules(document.uri, []);
    await workspace.fs.writeFile(module, new TextEncoder().encode(text));
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });

  it('are found again when a module changes in another editor', async () => {
    const { document } = await show('caller.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    const module = await show('modules/disk.bicep');
    await replace(module, 'type: type', `type: '${correct}'`);
    await eventuallyRules(document.uri, []);
  });

  it('are those of a Bicep file also where no extension knows the language', async () => {
    const { document } = await show('disk.bicep');
    expectEqual(document.languageId, 'plaintext', 'the language of the file');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });

  it('are those of a document that was never saved', async () => {
    const text = await readFile(fileInWorkspace('disk.bicep'));
    const { document } = await showUntitled('never-saved.bicep', text);
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });

  it('go with the editor that showed the file', async () => {
    const { document } = await show('disk.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    await closeAll();
    await eventuallyRules(document.uri, []);
    await show('disk.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });

  it('are none in a JSON file that is no template, and in the old side of a comparison', async () => {
    const provider = workspace.registerTextDocumentContentProvider('git', {
      provideTextDocumentContent: () => readFile(fileInWorkspace('disk.bicep')),
    });
    try {
      const old = await workspace.openTextDocument(Uri.from({ scheme: 'git', path: '/old/disk.bicep' }));
      const plain = await show('plain.json');
      await commands.executeCommand('vscode.diff', old.uri, fileInWorkspace('disk.bicep'), 'disk.bicep');
      await eventuallyRules(fileInWorkspace('disk.bicep'), ['encryption-type-invalid']);
      expectEqual(rulesAt(old.uri), [], 'the problems of the old side');
      expectEqual(rulesAt(plain.document.uri), [], 'the problems of the plain JSON file');
      expectEqual(statusOf(plain.document), 'Encryption: not a template', 'the language status of the plain JSON file');
    } finally {
      provider.dispose();
    }
  });

  it('are those of the part of a file that can be read, and the status says that it is a part', async () => {
    const text = await readFile(fileInWorkspace('disk.bicep'));
    const { document } = await showUntitled('half-typed.bicep', `${text}\nresource half 'Microsoft.Comp`);
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    const { detail, severity } = theExtension().exports.statusOf(document);
    expectEqual(detail.startsWith('Only a part was analysed: '), true, `the detail of the status, '${detail}'`);
    expectEqual(severity, 1, 'the severity of the status');
  });
});
