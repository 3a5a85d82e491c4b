/** A file as the analysis sees it: its text, what kind of file it is, and its template once that is asked for. */
import { parseBicep } from '../syntax/bicep/parse.js';
import type { BicepFile } from '../syntax/bicep/tree.js';
import { parseJson } from '../syntax/json/parse.js';
import { isDeploymentParameters, isDeploymentTemplate } from '../syntax/json/schema.js';
import type { JsonFile } from '../syntax/json/tree.js';
import { armTemplate } from '../template/arm.js';
import { bicepParameters } from '../template/bicep-parameters.js';
import type { BicepParameters } from '../template/bicep-parameters.js';
import { bicepTemplate } from '../template/bicep.js';
import type { ModuleArgument, Template } from '../template/model.js';
import { armParameters } from '../template/parameters.js';

/** `other`: neither a template nor a parameter file; its text is still at hand for `import` of JSON variables. */
export type SourceFile = ArmSource | BicepSource | BicepParametersSource | ParametersSource | OtherSource;

interface Source {
  /** Absolute path or URI, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Why not all of the text was read; undefined: it was. */
  readonly incomplete: string | undefined;
}

export interface ArmSource extends Source {
  readonly kind: 'arm';
  readonly json: JsonFile;
  readonly template: Template;
}

export interface BicepSource extends Source {
  readonly kind: 'bicep';
  readonly tree: BicepFile;
  readonly template: Template;
}

export interface BicepParametersSource extends Source {
  readonly kind: 'bicepparam';
  readonly tree: BicepFile;
  readonly parameters: BicepParameters;
}

export interface ParametersSource extends Source {
  readonly kind: 'parameters';
  readonly json: JsonFile;
  readonly parameters: ReadonlyMap<string, ModuleArgument>;
}

export interface OtherSource extends Source {
  readonly kind: 'other';
  readonly reason: string;
}

/** The template that a file is; undefined: it is none, or there is no such file. */
export function templateOfFile(file: SourceFile | undefined): Template | undefined {
  return file?.kind === 'arm' || file?.kind === 'bicep' ? file.template : undefined;
}

/** Reads a text. The path's ending tells Bicep from JSON; a JSON file is a template by its `$schema` only. */
export function sourceFile(path: string, text: string): SourceFile {
  if (/\.bicepparam$/i.test(path)) {
    const tree = parseBicep(text, { kind: 'bicepparam' });
    return {
      kind: 'bicepparam',
      path,
      text,
      tree,
      parameters: bicepParameters(path, tree),
      incomplete: incompleteBicep(tree),
    };
  }
  if (/\.bicep$/i.test(path)) {
    const tree = parseBicep(text);
    return { kind: 'bicep', path, text, tree, template: bicepTemplate(path, tree), incomplete: incompleteBicep(tree) };
  }
  const json = parseJson(text);
  if (isDeploymentTemplate(json)) {
    return { kind: 'arm', path, text, json, template: armTemplate(path, json), incomplete: incompleteJson(json) };
  }
  if (isDeploymentParameters(json)) {
    return { kind: 'parameters', path, text, json, parameters: armParameters(json), incomplete: incompleteJson(json) };
  }
  return { kind: 'other', path, text, reason: reasonOf(json), incomplete: undefined };
}

function reasonOf(json: JsonFile): string {
  if (json.root === undefined) return 'the file is empty';
  if (json.root.kind !== 'object') return 'the file is not a JSON object';
  return 'its $schema is not that of a deployment template';
}

function incompleteBicep(tree: BicepFile): string | undefined {
  if (tree.limitReached) return 'the file is nested too deeply';
  return syntaxErrors(tree.errors.length);
}

function incompleteJson(json: JsonFile): string | undefined {
  if (json.limitReached) return 'the file is nested too deeply';
  return syntaxErrors(json.errors.length);
}

function syntaxErrors(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? 'the file has a syntax error' : `the file has ${String(count)} syntax errors`;
}
