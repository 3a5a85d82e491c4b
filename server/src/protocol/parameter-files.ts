/** What client and server say to each other about the parameter files that templates are seen with. */

/** Client to server, a notification: all choices that hold from now on. A template without one is seen with the files that belong to it. */
export interface ParameterFileChoicesParams {
  readonly choices: readonly ParameterFileChoice[];
}
export interface ParameterFileChoice {
  /** URI of the template. */
  readonly template: string;
  /** null: the defaults of the template only. */
  readonly parameterFile: string | null;
}

/** Client to server, a request: the parameter files of the template that a document is or belongs to. null: it is no template. */
export interface ParameterFilesParams {
  readonly uri: string;
}
export interface ParameterFilesResult {
  readonly template: string;
  /** Those that it is seen with now; empty: its defaults. */
  readonly used: readonly string[];
  /** Those that belong to it by their name, by what they say, or by the settings. */
  readonly own: readonly string[];
  /** Other parameter files of the workspace, the nearest first. */
  readonly others: readonly string[];
}

/** The names of these messages. */
export const parameterFileMethods = {
  parameterFiles: 'encryptionLens/parameterFiles',
  parameterFileChoices: 'encryptionLens/parameterFileChoices',
} as const;
