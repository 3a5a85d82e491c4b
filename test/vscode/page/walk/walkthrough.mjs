// The walkthrough "Get Started with Encryption Lens".
import { eventually } from '../workbench.mjs';

const titles = [
  'Find mistakes before the deployment',
  'Follow keys to disks and machines',
  'Encrypt a machine or disk',
  'Write less with snippets and completion',
];

export async function walkWalkthrough({ workbench, step, glance, paint }) {
  const { page } = workbench;
  await step('the walkthrough has its four steps, each with a picture', async () => {
    // In a narrow window VS Code leaves the pictures out.
    await page.keyboard.press('Control+KeyJ');
    await page.keyboard.press('Control+KeyB');
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.chooseInQuickPick('Get Started with Encryption Lens');
    const steps = page.locator('.gettingStartedContainer .getting-started-step');
    await eventually('there are four steps', async () => (await steps.count()) === titles.length);
    for (const [at, title] of titles.entries()) {
      await steps.nth(at).click();
      await page.locator('.getting-started-step.expanded', { hasText: title }).waitFor();
      await eventually('its picture is drawn', () => hasFrameWithPicture(page));
      await glance(`walkthrough-${at + 1}`);
    }
    for (const theme of ['light', 'high-contrast']) {
      await paint(theme);
      await glance(`walkthrough-${theme}`);
    }
    await paint('dark');
  });
}

/** Each picture is a document of its own, in a frame in a frame. */
async function hasFrameWithPicture(page) {
  for (const frame of page.frames()) {
    const found = await frame
      .locator('body > svg, body > * > svg')
      .count()
      .catch(() => 0);
    if (frame !== page.mainFrame() && found > 0) return true;
  }
  return false;
}
