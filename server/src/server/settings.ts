/** The settings of the client, per resource, kept until they change. */
import type { Connection } from 'vscode-languageserver';
import type { Severity } from '../rules/rule.js';
import { noParameterFiles } from '../workspace/parameter-file-settings.js';
import type { ParameterFileSettings } from '../workspace/parameter-file-settings.js';

const SECTION = 'encryptionLens';
/** The Azure Resource Manager (ARM) Tools extension keeps there which parameter file belongs to which template. */
const ARM_TOOLS = 'azureResourceManagerTools';

/** The sections whose changes matter. */
export const SECTIONS = [SECTION, ARM_TOOLS];

export interface ResourceSettings {
  readonly enable: boolean;
  readonly scope: 'openFiles' | 'workspace';
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** What explains, beside the findings, and is not switched off. */
  readonly features: ReadonlySet<OptionalFeature>;
  /** Parameter files of templates: the setting's own globs, then ARM Tools' mapping from one path to one. */
  readonly parameterFiles: ParameterFileSettings;
}

/** Features with a setting `<name>.enable` of their own. */
export type OptionalFeature = (typeof OPTIONAL_FEATURES)[number];
const OPTIONAL_FEATURES = ['hover', 'completion', 'definition', 'documentLinks', 'codeLens', 'inlayHints'] as const;

const DEFAULTS: ResourceSettings = {
  enable: true,
  scope: 'openFiles',
  rules: new Map(),
  features: new Set(OPTIONAL_FEATURES),
  parameterFiles: noParameterFiles,
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
    parameterFiles: { own: filesOf(objectAt(value, 'parameterFiles')), armTools: [] },
  };
}

/** Entries of a template (path or glob) to one parameter file or several. */
function filesOf(value: Readonly<Record<string, unknown>>): ParameterFileSettings['own'] {
  return Object.entries(value).flatMap(([template, files]) => {
    const paths = [files].flat().filter((one) => typeof one === 'string');
    return paths.length === 0 ? [] : [{ template, files: paths }];
  });
}

function withArmTools(settings: ResourceSettings, section: unknown): ResourceSettings {
  const armTools = filesOf(objectAt(section, 'parameterFiles'));
  return armTools.length === 0 ? settings : { ...settings, parameterFiles: { ...settings.parameterFiles, armTools } };
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
    if (section === undefined) return;
    this.sent = withArmTools(readSettings(section), objectOf(settings)[ARM_TOOLS]);
  }

  private async ask(scopeUri: string | undefined, stamp: number): Promise<ResourceSettings> {
    let settings = DEFAULTS;
    try {
      const item = scopeUri === undefined ? { section: SECTION } : { scopeUri, section: SECTION };
      // ARM Tools' section is asked for along with ours, so that there is one answer.
      const [own, armTools] = (await this.connection.workspace.getConfiguration([
        item,
        { ...item, section: ARM_TOOLS },
      ])) as unknown[];
      settings = withArmTools(readSettings(own), armTools);
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
