/** Sends diagnostics to a client that does not ask for them, some time after each change. */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import { Debounced } from './changes.js';
import type { Changes } from './changes.js';
import type { FileDiagnostics } from './workspace-reports.js';

/** Milliseconds without a change before diagnostics are computed. */
const QUIET = 150;

export class PushedDiagnostics {
  /** What the client has, by URI. */
  private readonly sent = new Map<string, string>();
  private readonly next: Debounced;

  constructor(
    private readonly connection: Connection,
    changes: Changes,
    /** The diagnostics of all files that the client should see now, one after the other. */
    private readonly current: () => AsyncIterable<FileDiagnostics>,
    failed: (error: unknown) => void,
  ) {
    this.next = new Debounced(QUIET, () => this.send().catch(failed));
    changes.on(() => {
      this.next.ask();
    });
  }

  private async send(): Promise<void> {
    const seen = new Set<string>();
    for await (const { uri, version, resultId, items } of this.current()) {
      seen.add(uri);
      if (this.sent.get(uri) === resultId) continue;
      this.sent.set(uri, resultId);
      await this.publish(uri, items, version);
    }
    for (const uri of [...this.sent.keys()].filter((one) => !seen.has(one))) {
      this.sent.delete(uri);
      await this.publish(uri, [], null);
    }
  }

  private async publish(uri: string, items: readonly Diagnostic[], version: number | null): Promise<void> {
    await this.connection.sendDiagnostics({ uri, diagnostics: [...items], ...(version !== null && { version }) });
  }
}
