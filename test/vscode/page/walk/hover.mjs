// What a template says of itself where one points at it.
export async function walkHover({ workbench, step, picture, paint }) {
  await step('a hover explains how a machine is encrypted, layer by layer', async () => {
    await workbench.narrowSideBar();
    await workbench.goToText('"Microsoft.Compute/virtualMachines"');
    for (const theme of ['dark', 'light']) {
      await paint(theme);
      await workbench.showHover('Temporary disk');
      await picture(`hover-${theme}`);
      await workbench.page.keyboard.press('Escape');
    }
  });
}
