/** Resources and parameters added to a Bicep file, each as a statement of its own. */
import type { BicepFile } from '../syntax/bicep/tree.js';
import type { Span } from '../template/model.js';
import { placeOfDeclared } from './bicep-symbols.js';
import { bicepWriter, symbolOf } from './bicep-values.js';
import type { Change, NewValue } from './change.js';
import type { Draft } from './draft.js';
import { layoutOfStatement, render } from './layout.js';
import type { NewParameter, NewResource } from './new-resource.js';
import type { Page } from './page.js';
import { commentsIn, hasLineBreak, lineStart } from './page.js';
import type { Writable } from './writable.js';
import { Verbatim, writableOf } from './writable.js';

/** Puts a resource beside `near`, or behind the last resource of the file; false where something cannot be named. */
export function addResource(
  draft: Draft,
  tree: BicepFile,
  file: string,
  { resource, near, behind = false }: Extract<Change, { kind: 'addResource' }>,
): boolean {
  const body = bodyOf(draft.page, tree, file, resource);
  if (body === undefined) return false;
  const { symbol, type, apiVersion, links } = resource;
  const existing = links.existing === undefined ? '' : ' existing';
  const text = render(draft.page, body, layoutOfStatement(draft.page));
  const statement = `resource ${symbol} '${type}@${apiVersion}'${existing} = ${text}`;
  const next = near && placeOfDeclared(tree, near)?.path[1];
  if (next !== undefined && behind) insertBehind(draft, next, tree, statement);
  else if (next !== undefined) insertBefore(draft, next, statement);
  else if (tree.statements.length === 0) appendToNothing(draft, draft.page.lineBreak + statement);
  else insertBehind(draft, lastOf(tree, ['resource', 'module', 'variable', 'parameter']), tree, statement);
  return true;
}

/** Puts a parameter behind the others. */
export function addParameter(draft: Draft, tree: BicepFile, file: string, parameter: NewParameter): boolean {
  const { name, type, description, defaultValue } = parameter;
  const { page } = draft;
  const writer = bicepWriter(page, tree, file, undefined);
  const value = defaultValue === undefined ? undefined : writableOf(defaultValue, writer);
  if (defaultValue !== undefined && value === undefined) return false;
  const lines = [
    `@description(${render(page, description, layoutOfStatement(page))})`,
    ...(type === 'secureString' ? ['@secure()'] : []),
    `param ${name} ${type === 'secureString' ? 'string' : type}${
      value === undefined ? '' : ` = ${render(page, value, layoutOfStatement(page))}`
    }`,
  ];
  const statement = lines.join(page.lineBreak);
  if (tree.statements.length > 0) insertBehind(draft, lastOf(tree, ['parameter', 'targetScope']), tree, statement);
  else appendToNothing(draft, (draft.hasInsertion(page.text.length) ? page.lineBreak : '') + statement);
  return true;
}

/** Behind all that a file without statements has: comments. */
function appendToNothing(draft: Draft, statement: string): void {
  const { text, lineBreak } = draft.page;
  const isOpen = text !== '' && !text.endsWith('\n') && !draft.hasInsertion(text.length);
  draft.insertText(text.length, (isOpen ? lineBreak : '') + statement + lineBreak);
}

/** The resource's object: what says which it is first, what it waits for last. */
function bodyOf(page: Page, tree: BicepFile, file: string, resource: NewResource): Writable | undefined {
  const writer = bicepWriter(page, tree, file, undefined);
  const { parent, scope, dependsOn = [], existing } = resource.links;
  const body = new Map<string, Writable>();
  const symbol = (of: typeof parent): Writable | undefined => {
    const name = of && symbolOf(tree, file, of);
    return name === undefined ? undefined : new Verbatim(name);
  };
  const put = (name: string, value: Writable | undefined): boolean => {
    if (value !== undefined) body.set(name, value);
    return value !== undefined;
  };
  const write = (value: NewValue): Writable | undefined => writableOf(value, writer);
  if (parent !== undefined && !put('parent', symbol(parent))) return undefined;
  if (scope !== undefined && !put('scope', symbol(scope))) return undefined;
  if (existing !== undefined) {
    const { subscription, resourceGroup } = existing;
    put('scope', writer.call('resourceGroup', [subscription, resourceGroup]));
  }
  if (!put('name', write(resource.name))) return undefined;
  for (const [name, value] of Object.entries(resource.body)) if (!put(name, write(value))) return undefined;
  if (dependsOn.length > 0) {
    const names = dependsOn.map(symbol);
    if (!names.every((name) => name !== undefined)) return undefined;
    body.set('dependsOn', names);
  }
  return body;
}

function lastOf(tree: BicepFile, kinds: readonly string[]): Span | undefined {
  for (const kind of kinds) {
    const last = tree.statements.filter((statement) => statement.kind === kind).at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}

/** The statement with a blank line behind it, above the comments that belong to the next one. */
function insertBefore(draft: Draft, next: Span, statement: string): void {
  const { page } = draft;
  let start = lineStart(page.text, next.start);
  for (const comment of [...commentsIn(page, 0, start)].reverse()) {
    const between = page.text.slice(comment.end, start);
    if (!/^[ \t]*\r?\n$/.test(between)) break;
    const line = lineStart(page.text, comment.start);
    if (page.text.slice(line, comment.start).trim() !== '') break;
    start = line;
  }
  draft.insertText(start, statement + page.lineBreak + page.lineBreak);
}

function insertBehind(draft: Draft, last: Span | undefined, tree: BicepFile, statement: string): void {
  const { page } = draft;
  const { text, lineBreak } = page;
  if (last === undefined) {
    const [first] = tree.statements;
    if (first !== undefined) insertBefore(draft, first, statement);
    return;
  }
  const comment = commentsIn(page, last.end, text.length)[0];
  const isOnLine = comment !== undefined && !hasLineBreak(text, last.end, comment.start);
  const end = isOnLine && text.slice(last.end, comment.start).trim() === '' ? comment.end : last.end;
  draft.insertText(end, lineBreak + lineBreak + statement);
}
