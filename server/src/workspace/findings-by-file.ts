/** Findings of several deployments, said once where they are the same. */
import type { Finding } from '../rules/finding.js';
import { baseName } from './paths.js';

interface Found {
  finding: Finding;
  /** With which parameter files (undefined: with none) of which templates it was found. */
  readonly with: Map<string, Set<string | undefined>>;
}

export class FindingsByFile {
  private readonly byFile = new Map<string, Map<string, Found>>();
  /** The parameter files that each template was looked at with. */
  private readonly looked = new Map<string, Set<string | undefined>>();

  /** Takes in what was found in a template with a parameter file, or with its defaults. */
  add(template: string, parameterFile: string | undefined, findings: readonly Finding[]): void {
    setAt(this.looked, template).add(parameterFile);
    for (const finding of findings) {
      const known = this.byFile.get(finding.file) ?? new Map<string, Found>();
      this.byFile.set(finding.file, known);
      const key = `${finding.rule} ${String(finding.start)} ${String(finding.end)} ${finding.cause}`;
      const found = known.get(key) ?? { finding, with: new Map<string, Set<string | undefined>>() };
      known.set(key, found);
      // What holds for one deployment for certain is said so, even if another only may have it.
      if (found.finding.certainty === 'possible' && finding.certainty === 'definite') found.finding = finding;
      setAt(found.with, template).add(parameterFile);
    }
  }

  /** What was found in a file. A finding that only some parameter files of a template lead to names them. */
  of(file: string): Finding[] {
    return [...(this.byFile.get(file)?.values() ?? [])].map((found) => this.named(found));
  }

  private named({ finding, with: templates }: Found): Finding {
    const files = new Set<string>();
    for (const [template, found] of templates) {
      if (found.size === this.looked.get(template)?.size) return finding;
      for (const file of found) if (file !== undefined) files.add(file);
    }
    // It lies where it comes from.
    if (files.size === 0 || files.has(finding.file)) return finding;
    const parameterFiles = [...files].sort();
    return { ...finding, parameterFiles, message: `With ${listed(parameterFiles)}: ${finding.message}` };
  }
}

function setAt<K, T>(map: Map<K, Set<T>>, key: K): Set<T> {
  const known = map.get(key) ?? new Set<T>();
  map.set(key, known);
  return known;
}

/** More names than this no one reads. */
const MOST_NAMES = 5;

/** Files by their names, those of one name with their folders. */
function listed(paths: readonly string[]): string {
  const names = paths.map(baseName);
  const shown = paths.map((path, index) =>
    names.indexOf(baseName(path)) === index && names.lastIndexOf(baseName(path)) === index
      ? baseName(path)
      : path.split('/').slice(-2).join('/'),
  );
  const named = shown.slice(0, MOST_NAMES).map((name) => `'${readable(name)}'`);
  if (shown.length > MOST_NAMES) named.push(`${String(shown.length - MOST_NAMES)} more`);
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`;
}

function readable(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
