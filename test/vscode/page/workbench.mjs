// The page of VS Code as a person sees it: what is on the screen, and the keyboard.

/** Waits until `look` gives something other than false and undefined; `what` completes "timed out waiting until ...". */
export async function eventually(what, look, giveUpAfterMs = 60_000) {
  const giveUpAt = Date.now() + giveUpAfterMs;
  let last;
  for (;;) {
    last = await look();
    if (last !== false && last !== undefined) return last;
    if (Date.now() > giveUpAt) throw new Error(`timed out waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The workbench on a page that has gone to its address. */
export class Workbench {
  constructor(page) {
    this.page = page;
  }

  get editor() {
    return this.page.locator('.editor-instance .monaco-editor[role="code"], .editor-instance .monaco-editor').first();
  }

  /** Waits until the active editor shows a file. */
  async shows(name) {
    await this.page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 60_000 });
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** How many squiggles of a severity (`error`, `warning`, `info`) the visible part of the editor has. */
  squiggles(severity) {
    return this.editor.locator(`.squiggly-${severity}`).count();
  }

  /** Shows the Problems view. */
  async openProblems() {
    await this.page.keyboard.press('Control+Shift+KeyM');
    await this.page.locator('.markers-panel').waitFor();
  }

  /** The number of problems that VS Code counts in all files: the badge of the view's title. */
  async problemCount() {
    const badge = this.page.locator('.panel .action-item', { hasText: /^Problems/i }).locator('.badge-content');
    return (await badge.count()) === 0 ? 0 : Number((await badge.first().textContent()) || 0);
  }

  /** The rules in the rows of the Problems view that are on the screen. */
  async visibleRules() {
    const codes = await this.page.locator('.markers-panel .monaco-list-row .marker-code').allTextContents();
    return codes.map((text) => text.trim());
  }

  /** Puts the cursor where the problem of a rule is, by a double click on its row. */
  async goToProblem(rule) {
    await this.page.locator('.markers-panel .monaco-list-row', { hasText: rule }).first().dblclick();
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** Shows what there is to say at the cursor. */
  async showHover(expected) {
    await this.page.keyboard.press('Control+KeyK');
    await this.page.keyboard.press('Control+KeyI');
    await this.page.locator('.monaco-hover:not(.hidden)', { hasText: expected }).first().waitFor();
  }

  /** Gives the editor and the messages more room. */
  async narrowSideBar() {
    await this.#resizeSideBar(190);
  }

  /** Gives a tree more room. */
  async widenSideBar() {
    await this.#resizeSideBar(480);
  }

  async #resizeSideBar(width) {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    const [edge, middle] = [box.x + box.width + 2, box.y + box.height / 2];
    await this.page.mouse.move(edge, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, middle, { steps: 5 });
    await this.page.mouse.up();
  }

  /** The text of the line that the cursor is in. */
  async cursorLine() {
    const top = await this.editor
      .locator('.cursors-layer .cursor')
      .first()
      .evaluate((cursor) => cursor.style.top);
    const lines = this.editor.locator('.view-line');
    return lines.evaluateAll((all, at) => all.find((line) => line.style.top === at)?.textContent ?? '', top);
  }

  /** Puts the cursor into the first occurrence of a text. */
  async goToText(text) {
    await this.page.keyboard.press('Control+Digit1');
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+KeyF');
    const find = this.page.locator('.find-widget.visible textarea').first();
    await find.waitFor();
    await find.fill(text);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** Opens the light bulb's menu at the cursor and returns its entries; it may take a moment until there is something to offer. */
  async openQuickFixes(expected) {
    const { page } = this;
    const entry = page.locator('.action-widget .monaco-list-row', { hasText: expected });
    await eventually(`the light bulb offers '${expected}'`, async () => {
      await page.keyboard.press('Control+Period');
      try {
        await entry.waitFor({ timeout: 3_000 });
        return true;
      } catch {
        await page.keyboard.press('Escape');
        return false;
      }
    });
    return (await page.locator('.action-widget .monaco-list-row.action').allTextContents()).map((text) => text.trim());
  }

  /** Runs a command by its title. */
  async runCommand(title) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the colours are those of a kind of theme, `dark` or `light`. */
  async hasTheme(kind) {
    await this.page.locator(`.monaco-workbench.${kind === 'dark' ? 'vs-dark' : 'vs'}`).waitFor({ timeout: 20_000 });
  }

  /** Nothing lies over the workbench that would not be there for a person who has worked a while. */
  async dismissNotifications() {
    await this.runCommand('Notifications: Clear All Notifications');
    await eventually(
      'no notification is shown',
      async () => (await this.page.locator('.notification-toast').count()) === 0,
    );
  }
}
