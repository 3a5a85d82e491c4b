/**
 * `encryptionlens.json`, the nearest one upwards from a file: severities of rules, parameter files of templates, files
 * to leave alone. JSON with comments; an entry that means nothing is reported at its place.
 */
import { findValue } from '../syntax/json/navigate.js';
import { parseJson } from '../syntax/json/parse.js';
import type { JsonNode, JsonProperty } from '../syntax/json/tree.js';
import type { Finding } from '../rules/finding.js';
import { configurationInvalid } from '../rules/configuration-invalid.js';
import { allRules } from '../rules/index.js';
import type { Severity } from '../rules/rule.js';
import { matchesGlob } from './glob.js';
import { folderOf, resolvePath } from './paths.js';

export const CONFIGURATION_FILE = 'encryptionlens.json';

export interface Configuration {
  /** Path of the file. */
  readonly path: string;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Globs of templates to parameter files, both relative to the configuration's folder. */
  readonly parameters: readonly { readonly template: string; readonly files: readonly string[] }[];
  readonly ignore: readonly string[];
  readonly problems: readonly Finding[];
}

const KEYS = new Set(['$schema', 'rules', 'parameters', 'ignore']);
const SEVERITIES = new Set(['off', 'information', 'warning', 'error']);

/** Reads a configuration; whatever cannot be read is a problem and counts as not there. */
export function readConfiguration(path: string, text: string): Configuration {
  const json = parseJson(text);
  const problems: Finding[] = [];
  const problem = (
    place: { start: number; end: number },
    key: string,
    values: Readonly<Record<string, string>>,
  ): void => {
    const message = (configurationInvalid.messages[key] ?? key).replace(
      /\{(\w+)\}/g,
      (whole, name: string) => values[name] ?? whole,
    );
    problems.push({
      rule: configurationInvalid.id,
      severity: configurationInvalid.severity,
      certainty: 'definite',
      witness: [],
      message,
      cause: key,
      resource: '',
      file: path,
      start: place.start,
      end: place.end,
      related: [],
      fixes: [],
    });
  };
  const [syntax] = json.errors;
  if (syntax !== undefined) problem(syntax, 'syntax', {});
  const rules = new Map<string, Severity | 'off'>();
  const parameters: { template: string; files: string[] }[] = [];
  const ignore: string[] = [];
  if (json.root !== undefined && json.root.kind !== 'object') {
    problem(json.root, 'type', { name: CONFIGURATION_FILE, expected: 'an object' });
  }
  for (const property of propertiesOf(json.root)) {
    const { value } = property;
    if (!KEYS.has(property.name)) {
      problem(namePlace(property), 'key', { name: property.name });
      continue;
    }
    if (value === undefined) continue;
    switch (property.name) {
      case 'rules':
        if (value.kind !== 'object') problem(value, 'type', { name: 'rules', expected: 'an object' });
        for (const entry of propertiesOf(value)) readRule(entry, rules, problem);
        break;
      case 'parameters':
        if (value.kind !== 'object') problem(value, 'type', { name: 'parameters', expected: 'an object' });
        for (const entry of propertiesOf(value)) {
          const files = stringsOf(entry.value);
          if (files === undefined)
            problem(entry.value ?? namePlace(entry), 'type', {
              name: entry.name,
              expected: 'a path or a list of paths',
            });
          else parameters.push({ template: entry.name, files });
        }
        break;
      case 'ignore': {
        const globs = value.kind === 'array' ? stringsOf(value) : undefined;
        if (globs === undefined) problem(value, 'type', { name: 'ignore', expected: 'a list of globs' });
        else ignore.push(...globs);
        break;
      }
    }
  }
  return { path, rules, parameters, ignore, problems };
}

function readRule(
  entry: JsonProperty,
  rules: Map<string, Severity | 'off'>,
  problem: (place: { start: number; end: number }, key: string, values: Readonly<Record<string, string>>) => void,
): void {
  if (!allRules.some((rule) => rule.id === entry.name)) {
    problem(namePlace(entry), 'rule', { name: entry.name });
    return;
  }
  const { value } = entry;
  if (value === undefined) return;
  // An object holds options beside the severity.
  const severity = value.kind === 'object' ? findValue(value, 'severity') : value;
  if (severity === undefined) return;
  if (severity.kind === 'string' && SEVERITIES.has(severity.value))
    rules.set(entry.name, severity.value as Severity | 'off');
  else problem(severity, 'severity', { value: severity.kind === 'string' ? severity.value : severity.kind });
}

function propertiesOf(node: JsonNode | undefined): readonly JsonProperty[] {
  return node?.kind === 'object' ? node.properties : [];
}

function namePlace(property: JsonProperty): { start: number; end: number } {
  return { start: property.start, end: property.nameEnd };
}

function stringsOf(node: JsonNode | undefined): string[] | undefined {
  if (node?.kind === 'string') return [node.value];
  if (node?.kind !== 'array') return undefined;
  const strings: string[] = [];
  for (const item of node.items) {
    if (item.kind !== 'string') return undefined;
    strings.push(item.value);
  }
  return strings;
}

/** Whether the configuration says to leave the file alone. */
export function isIgnored(configuration: Configuration | undefined, file: string): boolean {
  if (configuration === undefined) return false;
  const relative = relativeTo(configuration, file);
  return relative !== undefined && configuration.ignore.some((glob) => matchesGlob(glob, relative));
}

/** Parameter files that the configuration gives a template, absolute; undefined: it does not speak of it. */
export function configuredParameters(configuration: Configuration | undefined, template: string): string[] | undefined {
  if (configuration === undefined) return undefined;
  const relative = relativeTo(configuration, template);
  if (relative === undefined) return undefined;
  const entries = configuration.parameters.filter((entry) => matchesGlob(entry.template, relative));
  if (entries.length === 0) return undefined;
  return entries.flatMap((entry) => entry.files.map((file) => resolvePath(configuration.path, file)));
}

function relativeTo(configuration: Configuration, file: string): string | undefined {
  const folder = `${folderOf(configuration.path)}/`;
  return file.startsWith(folder) ? file.slice(folder.length) : undefined;
}
