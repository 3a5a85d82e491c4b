// The browser's build of mocha, which also runs in Node: it leaves its class on the global object.
import 'mocha/mocha.js';
import type MochaClass from 'mocha';

/** What the runner outside looks for in the log: one of these and, on the same line, something as JSON. */
const testMark = 'ENCRYPTION-LENS-TEST';
const resultsMark = 'ENCRYPTION-LENS-RESULTS';

interface Results {
  /** Where the suite ran, as seen from inside. */
  host: 'node' | 'web worker';
  passed: number;
  failed: number;
  skipped: number;
  failures: { title: string; message: string }[];
}

/** Runs all tests inside the extension host, the desktop's or the browser's. Rejects if one fails. */
export async function run(): Promise<void> {
  const { Mocha } = globalThis as unknown as { Mocha: typeof MochaClass };
  // The runner outside reports; the log of the host needs no second report.
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: class extends Mocha.reporters.Base {} });
  // Puts `describe` and `it` where the tests find them, as `addFile` would.
  mocha.suite.emit('pre-require', globalThis, 'index', mocha);
  await import('./server-lifetime.test.js');
  await import('./manifest-in-editor.test.js');
  await import('./key-hierarchy.test.js');
  await import('./problems.test.js');
  await import('./evaluated-template.test.js');
  await import('./quick-fixes.test.js');
  await import('./settings.test.js');
  await import('./virtual-files.test.js');
  await import('./completion.test.js');
  await import('./reading.test.js');
  await import('./wizard.test.js');

  const results: Results = { host: hostKind(), passed: 0, failed: 0, skipped: 0, failures: [] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => {
        resolve();
      })
      .on('pass', (test) => {
        results.passed += 1;
        tell(testMark, { title: test.fullTitle(), ms: test.duration ?? 0 });
      })
      .on('pending', () => (results.skipped += 1))
      .on('fail', (test, error: unknown) => {
        results.failed += 1;
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        results.failures.push({ title: test.fullTitle(), message });
        tell(testMark, { title: test.fullTitle(), failed: message });
      });
  });
  tell(resultsMark, results);
  if (results.failed > 0) throw new Error(`${results.failed} tests failed`);
}

/** The console of the extension host is the one way out of it. */
function tell(mark: string, what: unknown): void {
  // eslint-disable-next-line no-console
  console.log(`${mark} ${JSON.stringify(what)}`);
}

function hostKind(): Results['host'] {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node === undefined ? 'web worker' : 'node';
}
