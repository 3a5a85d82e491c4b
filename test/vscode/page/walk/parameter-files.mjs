// The parameter file that the open template is seen with.
import { eventually } from '../workbench.mjs';

const rule = 'des-region-mismatch';

export async function walkParameterFiles({ workbench, step }) {
  await step('tree and findings follow the parameter file that is chosen', async () => {
    await workbench.openFile('bicep/main.bicep');
    await workbench.focusTree();
    await eventuallySubject(workbench, 'main.bicep, parameters: main.bicepparam');
    const before = await workbench.problemCount();
    await choose(workbench, 'Defaults only');
    await eventuallySubject(workbench, 'main.bicep, parameters: defaults');
    // The vault is in another region only because the parameter file says so.
    await eventually(`${rule} is gone`, async () => (await workbench.problemCount()) < before);
    await choose(workbench, 'Automatic');
    await eventuallySubject(workbench, 'main.bicep, parameters: main.bicepparam');
    await workbench.eventuallyProblems(before);
  });
}

async function choose(workbench, label) {
  await workbench.focusEditor();
  await workbench.runCommand('Select Parameter File...');
  await workbench.chooseInQuickPick(label);
}

function eventuallySubject(workbench, subject) {
  return eventually(`the tree is of ${subject}`, async () => (await workbench.treeMessage()).includes(subject));
}
