/** What can be done about the findings at a place: their fixes, and switching the rule off. */
import { CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Diagnostic, Range, WorkspaceEdit } from 'vscode-languageserver';
import type { Finding } from '../rules/finding.js';
import { configurationInvalid } from '../rules/configuration-invalid.js';
import { suppressionUnused } from '../rules/suppression-unused.js';
import type { CheckedFile } from '../workspace/checker.js';
import type { ClientAbilities, ClientFiles } from './client.js';
import { diagnosticOf, rangeOf } from './diagnostics.js';
import { targetAt } from './encrypt.js';
import { editsOf, workspaceEdit } from './fix-edits.js';
import { disableForFile, disableForLine, disableInConfiguration, newConfiguration } from './suppress.js';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.encryptionLens`;
/** Leads into the wizard. */
export const ENCRYPT = `${CodeActionKind.RefactorRewrite}.encryptionLens`;
export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL];

/** What code actions are made from. */
export interface CodeActionQuestion {
  readonly checked: CheckedFile;
  readonly files: ClientFiles;
  readonly client: ClientAbilities;
  readonly params: CodeActionParams;
  /** The configuration file that a rule can be switched off in: its path, and its text if there is one already. */
  readonly configuration: { readonly path: string; readonly text: string | undefined } | undefined;
}

/** Whether the client asks for actions of the kind: for it, for one above it, or for all. */
export function asksFor(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((one) => one === '' || kind === one || kind.startsWith(`${one}.`));
}

/** The quick fixes at a range, those that mend something first. */
export function quickFixes(question: CodeActionQuestion): CodeAction[] {
  const { checked, files, params } = question;
  const file = files(checked.path);
  if (file === undefined || !asksFor(params.context.only, CodeActionKind.QuickFix)) return [];
  const there = checked.findings.filter((finding) => touches(rangeOf(file, finding), params.range));
  const fixes = there.flatMap((finding) => fixesOf(finding, question));
  return [
    ...merged(fixes),
    ...there.flatMap((finding, index) => waysToDisable(finding, there.slice(0, index), question)),
  ];
}

/** The way into the wizard for the machine or disk at the cursor: on its first line, and anywhere in it for who asks. */
export function encryptActions({ checked, files, params }: CodeActionQuestion, title: string): CodeAction[] {
  const { only, triggerKind } = params.context;
  const file = files(checked.path);
  if (file === undefined || !asksFor(only, ENCRYPT)) return [];
  const headOnly = only === undefined && triggerKind !== CodeActionTriggerKind.Invoked;
  const target = targetAt(checked, file.document.offsetAt(params.range.start), headOnly);
  if (target === undefined) return [];
  const command = {
    title,
    command: 'encryptionLens.encrypt',
    arguments: [{ uri: params.textDocument.uri, node: target.node }],
  };
  return [{ title, kind: ENCRYPT, command }];
}

/** A module that several templates call may have one finding for each of them, all with the same fix. */
function merged(actions: readonly CodeAction[]): CodeAction[] {
  const byEdit = new Map<string, CodeAction>();
  for (const one of actions) {
    const key = JSON.stringify([one.title, one.edit]);
    const known = byEdit.get(key);
    if (known === undefined) byEdit.set(key, one);
    else known.diagnostics = [...(known.diagnostics ?? []), ...(one.diagnostics ?? [])];
  }
  return [...byEdit.values()];
}

function fixesOf(finding: Finding, question: CodeActionQuestion): CodeAction[] {
  const { checked, files, client } = question;
  return finding.fixes.flatMap((fix) => {
    const edits = editsOf(fix.changes, checked);
    if (edits === undefined) return [];
    return [action(fix.title, finding, workspaceEdit(edits, files, client), question, fix.preferred)];
  });
}

/** Comments, and where a comment is an error for the editor, the configuration file first. */
function waysToDisable(finding: Finding, before: readonly Finding[], question: CodeActionQuestion): CodeAction[] {
  const { checked, files, client, configuration } = question;
  const { rule } = finding;
  const { file } = checked;
  if (file === undefined || rule === configurationInvalid.id || rule === suppressionUnused.id) return [];
  const actions: CodeAction[] = [];
  const isNew = !before.some((other) => other.rule === rule);
  // VS Code's own JSON mode marks each comment as an error; `jsonc` and `arm-template` take them.
  if (isNew && files(checked.path)?.document.languageId === 'json' && configuration !== undefined) {
    const edit = configurationEdit(configuration, rule, question);
    if (edit !== undefined) actions.push(action(`Disable ${rule} in encryptionlens.json`, finding, edit, question));
  }
  const line = disableForLine(file, rule, finding.start);
  if (line !== undefined && !before.some((other) => other.rule === rule && sameLine(file.text, other, finding))) {
    const edit = workspaceEdit([line], files, client);
    actions.push(action(`Disable ${rule} for this line`, finding, edit, question));
  }
  if (isNew) {
    const edit = workspaceEdit([disableForFile(file, rule)], files, client);
    actions.push(action(`Disable ${rule} for this file`, finding, edit, question));
  }
  return actions;
}

function configurationEdit(
  { path, text }: { readonly path: string; readonly text: string | undefined },
  rule: string,
  { files, client }: CodeActionQuestion,
): WorkspaceEdit | undefined {
  if (text !== undefined) {
    const edits = disableInConfiguration(path, text, rule);
    return edits === undefined || edits.length === 0 ? undefined : workspaceEdit(edits, files, client);
  }
  if (!client.createFile || !client.versionedEdits) return undefined;
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri: path, options: { ignoreIfExists: true } },
      {
        textDocument: { uri: path, version: null },
        edits: [{ range: { start, end: start }, newText: newConfiguration(rule) }],
      },
    ],
  };
}

function action(
  title: string,
  finding: Finding,
  edit: WorkspaceEdit,
  { files, client, params }: CodeActionQuestion,
  isPreferred = false,
): CodeAction {
  const own = diagnosticOf(finding, files, client);
  // The client's own copy where it sent one, so that it knows which squiggle this is for.
  const diagnostics = own.map((one) => params.context.diagnostics.find((other) => isSame(one, other)) ?? one);
  return { title, kind: CodeActionKind.QuickFix, diagnostics, edit, ...(isPreferred && { isPreferred }) };
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.code === other.code && one.message === other.message && compare(one.range.start, other.range.start) === 0;
}

/** Whether two ranges share a character or an end. */
function touches(one: Range, other: Range): boolean {
  return compare(one.start, other.end) <= 0 && compare(other.start, one.end) <= 0;
}

function compare(one: Range['start'], other: Range['start']): number {
  return one.line - other.line || one.character - other.character;
}

function sameLine(text: string, one: Finding, other: Finding): boolean {
  const [start, end] = one.start < other.start ? [one.start, other.start] : [other.start, one.start];
  return !text.slice(start, end).includes('\n');
}
