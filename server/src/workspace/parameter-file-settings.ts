/** Which parameter files the editor's settings give a template. */
import { matchesGlob } from './glob.js';
import { resolvePath } from './paths.js';
import { canonicalUri } from './uris.js';

interface Mapping {
  /** A path or glob. */
  readonly template: string;
  readonly files: readonly string[];
}

export interface ParameterFileSettings {
  /** `encryptionLens.parameterFiles`: relative to the workspace folder, or absolute. */
  readonly own: readonly Mapping[];
  /** `azureResourceManagerTools.parameterFiles`: absolute paths of templates to files relative to the template. */
  readonly armTools: readonly Mapping[];
}

export const noParameterFiles: ParameterFileSettings = { own: [], armTools: [] };

/** URIs of a template's parameter files, ours before those of ARM Tools; undefined: the settings do not speak of it. */
export function parameterFilesOf(
  { own, armTools }: ParameterFileSettings,
  template: string,
  folder: string | undefined,
): string[] | undefined {
  const relative =
    folder !== undefined && template.startsWith(`${folder}/`) ? template.slice(folder.length + 1) : undefined;
  const names = relative === undefined ? undefined : readable(relative);
  const ours = own.filter((one) =>
    isAbsolute(one.template)
      ? matchesGlob(one.template.replaceAll('\\', '/').replace(/^\//, ''), pathOf(template).slice(1))
      : names !== undefined && matchesGlob(one.template.replace(/^\.\//, ''), names),
  );
  if (ours.length > 0) {
    const from = folder === undefined ? template : `${folder}/.`;
    return ours.flatMap((one) => one.files.map((file) => located(from, file, template)));
  }
  // That extension compares paths without letter case on Windows, where their drives are written in both.
  const mapped = armTools.filter((one) => sameFile(one.template, template)).at(-1);
  return mapped?.files.map((file) => located(template, file, template));
}

/** An absolute path lies where the template lies: on this machine, or on the one that serves it. */
function located(from: string, file: string, template: string): string {
  if (!isAbsolute(file)) return resolvePath(from, file);
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(template)?.[0];
  const path = file.replaceAll('\\', '/').replace(/^(?!\/)/, '/');
  return root === undefined ? path : canonicalUri(`${root}${path.split('/').map(encodeURIComponent).join('/')}`);
}

function sameFile(path: string, template: string): boolean {
  const wanted = path.replaceAll('\\', '/').replace(/^(?!\/)/, '/');
  const has = pathOf(template);
  return /^\/[a-z]:/i.test(wanted) ? wanted.toLowerCase() === has.toLowerCase() : wanted === has;
}

/** The path in a URI, unescaped; a path stays one. */
function pathOf(uri: string): string {
  return readable(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ''));
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[a-z]:[\\/])/i.test(path);
}
