/** The settings of the client, per resource, kept until they change. */
import type { Connection } from 'vscode-languageserver';
import type { Severity } from '../rules/rule.js';

const SECTION = 'encryptionLens';

export interface ResourceSettings {
  readonly enable: boolean;
  readonly scope: 'openFiles' | 'workspace';
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** What explains, beside the findings, and is not switched off. */
  readonly features: ReadonlySet<OptionalFeature>;
}

/** Features with a setting `<name>.enable` of their own. */
export type OptionalFeature = (typeof OPTIONAL_FEATURES)[number];
const OPTIONAL_FEATURES = ['hover', 'completion', 'definition', 'documentLinks', 'codeLens', 'inlayHints'] as const;

const DEFAULTS: ResourceSettings = {
  enable: true,
  scope: 'openFiles',
  rules: new Map(),
  features: new Set(OPTIONAL_FEATURES),
};

/** Whatever a client sends: what is not understood counts as not there. */
export function readSettings(value: unknown): ResourceSettings {
  const rules = new Map<string, Severity | 'off'>();
  for (const [id, severity] of Object.entries(objectAt(value, 'rules'))) {
    if (severity === 'off' || severity === 'information' || severity === 'warning' || severity === 'error')
      rules.set(id, severity);
  }
  return {
    enable: objectOf(value)['enable'] !== false,
    scope: objectAt(value, 'diagnostics')['scope'] === 'workspace' ? 'workspace' : 'openFiles',
    rules,
    features: new Set(OPTIONAL_FEATURES.filter((name) => objectAt(value, name)['enable'] !== false)),
  };
}

export class Settings {
  private readonly known = new Map<string, Promise<ResourceSettings>>();
  private readonly settled = new Map<string, ResourceSettings>();
  /** For a client that does not answer questions: what it sent last. */
  private sent = DEFAULTS;
  /** Changes with the settings. */
  stamp = 0;

  constructor(
    private readonly connection: Connection,
    private readonly answersQuestions: boolean,
  ) {}

  /** The settings of a document or folder; of everything where there is no URI. */
  of(scopeUri?: string): Promise<ResourceSettings> {
    if (!this.answersQuestions) return Promise.resolve(this.sent);
    const key = scopeUri ?? '';
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const asked = this.ask(scopeUri, this.stamp);
    this.known.set(key, asked);
    return asked;
  }

  /** The same at once, where `of` was asked before; else the defaults. */
  now(scopeUri: string): ResourceSettings {
    return this.answersQuestions ? (this.settled.get(scopeUri) ?? DEFAULTS) : this.sent;
  }

  /** The settings have changed; `settings` are the new ones if the client sends them along. */
  changed(settings: unknown): void {
    this.stamp++;
    this.known.clear();
    this.settled.clear();
    const section = objectOf(settings)[SECTION];
    if (section !== undefined) this.sent = readSettings(section);
  }

  private async ask(scopeUri: string | undefined, stamp: number): Promise<ResourceSettings> {
    let settings = DEFAULTS;
    try {
      const item = scopeUri === undefined ? { section: SECTION } : { scopeUri, section: SECTION };
      settings = readSettings(await this.connection.workspace.getConfiguration(item));
    } catch (error) {
      this.connection.console.warn(`The settings cannot be read: ${String(error)}`);
    }
    if (stamp === this.stamp) this.settled.set(scopeUri ?? '', settings);
    return settings;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function objectAt(value: unknown, name: string): Readonly<Record<string, unknown>> {
  return objectOf(objectOf(value)[name]);
}
