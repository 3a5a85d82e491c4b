/** Which configuration holds for which file, and what follows from it and the editor's settings. */
import type { AnalysisOptions } from '../analysis.js';
import type { Severity } from '../rules/rule.js';
import { CONFIGURATION_FILE, configuredParameters, isIgnored, readConfiguration } from './configuration.js';
import type { Configuration } from './configuration.js';
import { foldersUpwards } from './paths.js';
import type { Project } from './project.js';

export interface ConfigurationSource {
  /** The folder at which the search upwards ends: the workspace folder, the repository; undefined: the file's own. */
  readonly rootOf: (file: string) => string | undefined;
  /** A configuration that holds for all files, of `--config`. */
  readonly only?: string;
  /** Severities of the editor's settings; the configuration file wins over them. */
  readonly settings?: (file: string) => ReadonlyMap<string, Severity | 'off'>;
  /** Parameter files that the editor's settings give a template, absolute; the configuration file wins over them. */
  readonly parameterFiles?: (template: string) => readonly string[] | undefined;
}

export class Configurations {
  private readonly read = new Map<string, Configuration | undefined>();

  constructor(
    private readonly project: Project,
    private readonly source: ConfigurationSource,
  ) {}

  /** The nearest configuration upwards from the file. */
  of(file: string): Configuration | undefined {
    if (this.source.only !== undefined) return this.at(this.source.only);
    for (const folder of foldersUpwards(file, this.source.rootOf(file))) {
      const configuration = this.at(`${folder}/${CONFIGURATION_FILE}`);
      if (configuration !== undefined) return configuration;
    }
    return undefined;
  }

  /** The configuration in a file; undefined: there is no such file, or it is not read yet. */
  at(path: string): Configuration | undefined {
    if (!this.read.has(path)) {
      const text = this.project.text(path);
      this.read.set(path, text === undefined ? undefined : readConfiguration(path, text));
    }
    return this.read.get(path);
  }

  ignores(file: string): boolean {
    return isIgnored(this.of(file), file);
  }

  /** All configurations that were read. */
  get all(): Configuration[] {
    return [...this.read.values()].filter((one) => one !== undefined);
  }

  /** What an analysis needs of them. */
  get options(): Pick<AnalysisOptions, 'severityOf' | 'parameterFiles'> {
    return {
      severityOf: (rule, file) => this.of(file)?.rules.get(rule) ?? this.source.settings?.(file).get(rule),
      parameterFiles: (template) =>
        configuredParameters(this.of(template), template) ?? this.source.parameterFiles?.(template),
    };
  }
}
