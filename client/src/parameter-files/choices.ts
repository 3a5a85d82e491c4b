import type { ParameterFileChoicesParams } from '../../../server/src/protocol/parameter-files.js';
import type { Session } from '../language-client/session.js';
import type { Disposable, Memento } from 'vscode';

const key = 'parameterFiles';

/** The parameter file that each template is to be seen with: kept with the workspace, and told to every server that starts. */
export class ParameterFileChoices implements Disposable {
  readonly #listener: Disposable;
  #told = false;

  constructor(
    private readonly session: Session,
    private readonly memory: Memento,
  ) {
    this.#listener = session.onDidChange(() => {
      if (session.state !== 'running') this.#told = false;
      else if (!this.#told) void this.#tell();
    });
  }

  /** The file of a template; null: its defaults; undefined: nothing was chosen. */
  of(template: string): string | null | undefined {
    return this.#all.find(([one]) => one === template)?.[1];
  }

  /** undefined takes the choice back. */
  async set(template: string, parameterFile: string | null | undefined): Promise<void> {
    const others = this.#all.filter(([one]) => one !== template);
    const next = parameterFile === undefined ? others : [...others, [template, parameterFile] as const];
    await this.memory.update(key, next);
    await this.#tell();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  get #all(): readonly (readonly [template: string, parameterFile: string | null])[] {
    return this.memory.get(key, []);
  }

  async #tell(): Promise<void> {
    this.#told = true;
    const choices = this.#all.map(([template, parameterFile]) => ({ template, parameterFile }));
    await this.session.tell<ParameterFileChoicesParams>('parameterFileChoices', { choices });
  }
}
