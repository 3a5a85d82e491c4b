/** The snippets as they are written in `snippets/`, bundled into the server. */
import arm from '../../../../snippets/arm.json';
import bicep from '../../../../snippets/bicep.json';

/**
 * One snippet. `body` is in the syntax of VS Code's snippets; the rest says what of the template it is put into takes the
 * place of its defaults.
 */
export interface SnippetSource {
  readonly prefix: string;
  readonly description: string;
  /** Symbolic name of the resource; in Bicep also the default of tab stop 1. */
  readonly symbol: string;
  /**
   * Tab stops by number, and what they hold: a resource of the template by its role (Bicep: its symbol; JSON: a property
   * of it, `key.properties.keyUriWithVersion`), or `encryptionType`, the type of the set that is referred to.
   */
  readonly uses?: Readonly<Record<string, string>>;
  /** Parameters that are declared with it where the template has none of that name: lines of Bicep, or a JSON value. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Roles of resources that it must wait for, where the template has them. */
  readonly dependsOn?: readonly string[];
  readonly body: readonly string[];
}

/** The snippets of a language by their titles. */
export function snippetsOf(language: 'arm' | 'bicep'): readonly (readonly [string, SnippetSource])[] {
  return Object.entries(language === 'arm' ? arm : bicep) as [string, SnippetSource][];
}
