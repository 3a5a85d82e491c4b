// A window of a real VS Code with the packaged extension, in a browser without a display.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../browser/find-browser.mjs';
import { installHost } from '../host/install.mjs';
import { installExtension, pageAddress, startServer, writeSettings } from '../host/server.mjs';
import { Workbench } from './workbench.mjs';

/** Their ids as VS Code writes them today: it corrects older ones in its settings, and opens these as JSON for that. */
const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Default High Contrast',
};

/** Settings for a picture of the extension and not of VS Code's other parts. */
const settings = (kind, theme) => ({
  'workbench.colorTheme': themes[theme],
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.tips.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.fontSize': 13,
  // The quotes that the editor adds while one types depend on how fast its grammar follows.
  'editor.autoClosingQuotes': 'never',
  'json.schemaDownload.enable': false,
  // With a server at hand VS Code runs there what can run there.
  ...(kind === 'web' ? { 'remote.extensionKind': { 'encryption-lens.encryption-lens': ['web'] } } : {}),
});

/**
 * Starts VS Code with a packaged extension that runs in a kind of extension host. Gives `open`, which opens a window on a folder (and a file,
 * see `pageAddress`), `paint`, which changes the colours of all windows, and `close`.
 */
export async function startVSCode({ kind, vsix, dataDirectory, log, serverLog }) {
  const host = await installHost(log);
  const executablePath = await findBrowser(host.node, log);
  await installExtension(host, dataDirectory, vsix);
  const server = await startServer(host, {
    dataDirectory,
    settings: settings(kind, 'dark'),
    ...(serverLog === undefined ? {} : { log: serverLog }),
  });
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  return {
    async open(where) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
      page.setDefaultTimeout(60_000);
      await page.goto(pageAddress(server, where));
      return new Workbench(page);
    },
    async paint(theme, workbench) {
      await writeSettings(dataDirectory, settings(kind, theme));
      await workbench.hasTheme(theme);
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Takes a picture of a window, in which nothing moves. */
export async function takePicture({ page }, folder, name) {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
