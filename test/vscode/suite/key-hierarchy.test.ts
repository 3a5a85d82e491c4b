import type { HierarchyItem } from '../../../server/src/protocol/key-hierarchy.js';
import { closeAll, fileInWorkspace, replace, show, theExtension } from './editor.js';
import { eventually, expectEqual } from './eventually.js';
import { commands, env, window } from 'vscode';

const hierarchy = () => theExtension().exports.keyHierarchy;

/** Waits until the lines of the view, with their descriptions, satisfy a condition. */
async function eventuallyLines(what: string, condition: (lines: readonly string[]) => boolean): Promise<string[]> {
  return eventually(
    what,
    () => {
      const lines = linesOf(hierarchy().model.items);
      return condition(lines) && lines;
    },
    () => `${hierarchy().model.state}: ${linesOf(hierarchy().model.items).join('; ')}`,
  );
}

function linesOf(items: readonly HierarchyItem[]): string[] {
  return items.flatMap((item) => {
    const { label, description } = hierarchy().tree.getTreeItem(item);
    return [`${labelText(label)} (${String(description)})`, ...linesOf(item.children ?? [])];
  });
}

function labelText(label: unknown): string {
  return typeof label === 'string' ? label : '';
}

function find(items: readonly HierarchyItem[], name: string): HierarchyItem | undefined {
  for (const item of items) {
    const found = item.name === name ? item : find(item.children ?? [], name);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function itemNamed(name: string): Promise<HierarchyItem> {
  return eventually(`the view has ${name}`, () => find(hierarchy().model.items, name));
}

describe('the view "Key Hierarchy"', () => {
  before(async () => {
    await theExtension().activate();
    await commands.executeCommand('encryptionLens.keyHierarchy.focus');
  });
  afterEach(async () => {
    await commands.executeCommand('encryptionLens.keyHierarchy.clearFilter');
    await commands.executeCommand('encryptionLens.keyHierarchy.showFile');
    await closeAll();
  });
  after(() => commands.executeCommand('workbench.view.explorer'));

  it('shows what the open file encrypts, with its problems, and follows what is typed', async () => {
    const editor = await show('disk.bicep');
    const { id } = await itemNamed('data');
    const item = await itemNamed('data');
    expectEqual(
      item.problems?.map(({ rule }) => rule),
      ['encryption-type-invalid'],
      'the problems of the disk',
    );
    const { accessibilityInformation, resourceUri } = hierarchy().tree.getTreeItem(item);
    expectEqual(accessibilityInformation?.label, 'Disk data, platform key, 1 error', 'what a screen reader says');
    expectEqual(resourceUri?.query, '1,1,0,0', 'the address that colours it');
    await replace(editor, 'EncryptionAtRestWithPlatformKeys', 'EncryptionAtRestWithPlatformKey');
    await eventually('the problem is gone', () => find(hierarchy().model.items, 'data')?.problems === undefined);
    expectEqual((await itemNamed('data')).id, id, 'the id of the disk');
  });

  it('goes to the source, comes back from it, and copies the id', async () => {
    const { document } = await show('disk.json');
    const item = await itemNamed('data');
    await commands.executeCommand('encryptionLens.keyHierarchy.goToSource', item);
    const editor = await eventually('the editor is active', () => window.activeTextEditor);
    expectEqual(document.getText(editor.selection), 'Microsoft.Compute/disks', 'what is selected in the source');
    await commands.executeCommand('encryptionLens.revealInHierarchy');
    await eventually('the disk is selected', () => hierarchy().tree.view.selection[0]?.id === item.id);
    await commands.executeCommand('encryptionLens.keyHierarchy.copyResourceId', item);
    expectEqual(await env.clipboard.readText(), "[resourceId('Microsoft.Compute/disks', 'data')]", 'what was copied');
  });

  it('is turned around, filtered, and widened to the workspace', async () => {
    await show('disk.bicep');
    await eventuallyLines('platform keys are a group', ([first]) => first === 'Platform-managed keys ()');
    await commands.executeCommand('encryptionLens.keyHierarchy.showByMachine');
    await eventuallyLines('the disk is at the top', ([first]) => first === 'data (platform key)');
    await commands.executeCommand('encryptionLens.keyHierarchy.showByKey');
    await hierarchy().model.setFilter({ kind: 'name', text: 'no such name' });
    await eventually('nothing is found', () => hierarchy().model.state === 'nothingFound');
    await commands.executeCommand('encryptionLens.keyHierarchy.clearFilter');
    await commands.executeCommand('encryptionLens.keyHierarchy.showWorkspace');
    const lines = await eventuallyLines('there are several templates', (all) => all.length > 5);
    expectEqual(
      lines.some((line) => line.startsWith('disk.json (')),
      true,
      `whether disk.json is among ${lines.join('; ')}`,
    );
  });

  it('says why it is empty', async () => {
    await show('plain.json');
    await eventually('the state says so', () => hierarchy().model.state === 'notATemplate');
    await closeAll();
    await eventually('there is no template', () => hierarchy().model.state === 'noTemplate');
  });

  it('is of the template with the parameter file that was chosen', async () => {
    const { choices, statusText } = theExtension().exports.parameterFiles;
    const template = fileInWorkspace('disk.bicep').toString();
    await show('disk.bicep');
    await eventually('the status names the parameters', () => statusText() === 'Parameters: defaults', statusText);
    const chosen = fileInWorkspace('chosen.parameters.json').toString();
    try {
      await choices.set(template, chosen);
      await eventually(
        'the hierarchy is that of the file',
        () => hierarchy().model.hierarchy?.templates[0]?.parameterFile === chosen,
      );
    } finally {
      await choices.set(template, undefined);
    }
    await eventually(
      'the choice is taken back',
      () => hierarchy().model.hierarchy?.templates[0]?.parameterFile === undefined,
    );
  });
});
