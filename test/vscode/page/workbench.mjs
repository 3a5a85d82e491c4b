// The page of VS Code as a person sees it: what is on the screen, and the keyboard.

/** Waits until `look` gives something other than false and undefined; `what` completes "timed out waiting until ...". */
export async function eventually(what, look, giveUpAfterMs = 60_000, instead = () => '') {
  const giveUpAt = Date.now() + giveUpAfterMs;
  let last;
  for (;;) {
    last = await look();
    if (last !== false && last !== undefined) return last;
    if (Date.now() > giveUpAt) throw new Error(`timed out waiting until ${what}; ${instead()}`);
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

  /** Waits until VS Code counts so many problems. */
  async eventuallyProblems(count) {
    let last;
    await eventually(
      `there are ${count} problems`,
      async () => (last = await this.problemCount()) === count,
      60_000,
      () => `there are ${last}`,
    );
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

  /** Opens a file of the folder, by its path in it. */
  async openFile(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.page.keyboard.press('Control+KeyP');
    await this.quickInput.locator('input').fill(path);
    await this.quickInput.locator('.monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.shows(name);
    await this.focusEditor();
  }

  async save() {
    await this.page.keyboard.press('Control+KeyS');
    await eventually('the file is saved', async () => (await this.page.locator('.tab.active.dirty').count()) === 0);
  }

  /** Throws away what was not saved. */
  async revertFile() {
    await this.runCommand('File: Revert File');
    await eventually('the file is as it was', async () => (await this.page.locator('.tab.active.dirty').count()) === 0);
  }

  async focusEditor() {
    await this.page.keyboard.press('Control+Digit1');
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** The tree of this extension. */
  get tree() {
    return this.page.locator('.tree-explorer-viewlet-tree-view');
  }

  async focusTree() {
    await this.runCommand('Focus on Key Hierarchy View');
    await eventually('the tree has the focus', () => this.hasFocus(this.tree));
  }

  /** True if the focus is somewhere in a part of the page. */
  async hasFocus(part) {
    return (await part.locator(':focus').count()) > 0;
  }

  /** Goes down the tree to the line of which a screen reader says this first. */
  async goDownTreeTo(label) {
    const focused = this.tree.locator('.monaco-list-row.focused');
    await this.page.keyboard.press('Home');
    await eventually(`'${label}' has the focus`, async () => {
      const [current] = await focused.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
      if (current?.startsWith(label)) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    });
  }

  /** What is said above the tree. */
  async treeMessage() {
    return (await this.tree.locator('.message').allTextContents()).join('\n');
  }

  /** What a screen reader says of each visible line of the tree. */
  treeLabels() {
    return this.tree
      .locator('.monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
  }

  /** Waits until the tree has a line of which a screen reader says this, or a part of it. */
  async eventuallyInTree(label) {
    let last;
    await eventually(
      `the tree has '${label}'`,
      async () => (last = await this.treeLabels()).some((one) => one?.includes(label)),
      60_000,
      () => `it has: ${last.join('; ')}`,
    );
  }

  get quickInput() {
    return this.page.locator('.quick-input-widget');
  }

  /** The number of the step of the wizard that is on the screen, or undefined. */
  async wizardStep() {
    if (!(await this.quickInput.isVisible())) return undefined;
    const [, step] = /\((\d+)\/\d+\)/.exec((await this.quickInput.textContent()) ?? '') ?? [];
    return step === undefined ? undefined : Number(step);
  }

  /** Waits until a step of the wizard is on the screen, with a title that starts so. */
  async eventuallyWizardStep(step, title) {
    await eventually(`step ${step} of '${title}' is shown`, async () => {
      if ((await this.wizardStep()) !== step) return false;
      return ((await this.quickInput.textContent()) ?? '').includes(title);
    });
    // Keys that come before the list would be lost.
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
  }

  /** Chooses an entry of the list that is on the screen, by typing its label. */
  async chooseInQuickPick(label) {
    await this.quickInput.locator('.monaco-list-row', { hasText: label }).first().waitFor();
    await this.page.keyboard.type(label);
    await this.quickInput.locator('.monaco-list-row.focused', { hasText: label }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Goes down the open menu to an entry, by keyboard, and chooses it. */
  async chooseInMenu(label) {
    const entry = this.page.locator('.monaco-menu .action-item', { hasText: label });
    await entry.first().waitFor();
    await eventually(`${label} has the focus`, async () => {
      if (/\bfocused\b/.test((await entry.first().getAttribute('class')) ?? '')) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    });
    await this.page.keyboard.press('Enter');
  }

  /** Takes a suggestion of the editor, by keyboard. */
  async acceptSuggestion(label) {
    const { page } = this;
    const row = (state) => page.locator(`.suggest-widget.visible .monaco-list-row${state}[aria-label^="${label}"]`);
    await row('').first().waitFor();
    await eventually(`${label} is chosen`, async () => {
      if ((await row('.focused').count()) > 0) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
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
    // The edge is not to be lit up on a picture.
    await this.page.mouse.move(box.x + width + 300, middle);
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
    await this.focusEditor();
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
    await this.quickInput.locator('input').fill(`>${title}`);
    await this.quickInput.locator('.monaco-list-row.focused', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the colours are those of a kind of theme: `dark`, `light` or `high-contrast`. */
  async hasTheme(kind) {
    const mark = { dark: 'vs-dark', light: 'vs', 'high-contrast': 'hc-black' }[kind];
    await this.page.locator(`.monaco-workbench.${mark}`).waitFor({ timeout: 20_000 });
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
