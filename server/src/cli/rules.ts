/** `rules`: the list of rules. */
import { documentationOf } from '../rules/finding.js';
import { allRules } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import type { ExitStatus } from './exit-status.js';
import { exitStatus } from './exit-status.js';
import { oneOf, readOptions } from './options.js';
import type { Terminal } from './terminal.js';
import { thisTool } from './terminal.js';
import { UsageError } from './usage-error.js';
import { writeJson } from './writers/json.js';

export function rules(args: readonly string[], terminal: Terminal): ExitStatus {
  const { values, positionals } = readOptions(args, { format: { type: 'string' } });
  const [unwanted] = positionals;
  if (unwanted !== undefined) throw new UsageError(`rules takes no '${unwanted}'`);
  const format = oneOf('format', values.format, ['text', 'json', 'markdown']);
  const write = {
    text: textOf,
    json: () => writeJson({ schemaVersion: 1, tool: thisTool(), rules: allRules.map(described) }),
    markdown: markdownOf,
  }[format];
  terminal.answer(write());
  return exitStatus.clean;
}

function described({ id, title, severity, category, facts, policies = [] }: Rule): object {
  return { id, title, severity, category, facts, policies, docs: documentationOf(id) };
}

function textOf(): string {
  const width = Math.max(...allRules.map((rule) => rule.id.length));
  return allRules
    .map(({ id, severity, category, title }) =>
      [id.padEnd(width), severity.padEnd('information'.length), category.padEnd(22), title].join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function markdownOf(): string {
  const rows = allRules.map(({ id, severity, category, title, facts }) =>
    [`[${id}](${documentationOf(id)})`, severity, category, title.replaceAll('|', '\\|'), facts.join(', ')].join(' | '),
  );
  return [
    '| Rule | Severity | Category | Finds | Facts |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}
