/** Completions for a place of a template, as the editor wants them. */
import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind } from 'vscode-languageserver';
import type { CompletionItem, Range } from 'vscode-languageserver';
import type { Span } from '../../template/model.js';
import { hostEncryption } from './host-encryption.js';
import type { Surroundings } from './resources-at-hand.js';
import { snippetCompletions } from './snippets.js';
import type { SnippetCompletion } from './snippets.js';
import { parseSnippet, plainText } from './snippet-text.js';
import { writtenValue } from './value-completion.js';
import type { OfferedValue } from './value-completion.js';
import { mayHaveValues, offeredValues } from './values.js';
import type { ValuePlace } from './value-places.js';

/** What the client can do with completions. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  readonly labelDetails: boolean;
}

/** Items for the place of the surroundings; `rangeOf` is of the text that they are of. */
export function completionsAt(
  around: Surroundings,
  rangeOf: (span: Span) => Range,
  client: CompletionAbilities,
): CompletionItem[] {
  const values = offeredValues(around, client.snippets);
  if (values !== undefined) return valueItems(around.source.kind, values.place, values.values, rangeOf, client);
  if (!client.snippets) return [];
  const property = hostEncryption(around);
  if (property !== undefined) return [snippetItem(around, property, rangeOf, client, CompletionItemKind.Property)];
  return snippetCompletions(around).map((one) => snippetItem(around, one, rangeOf, client, CompletionItemKind.Snippet));
}

/**
 * Whether there may be completions at a place, judged by little of the text around it: most keystrokes end here, before
 * anything is parsed.
 */
export function mayComplete(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  for (const [, name = ''] of line.matchAll(/['"]?(\w+)['"]?[ \t]*:/g)) if (mayHaveValues(name)) return true;
  if (/^\s*param\s+\w+\s+string\s*=/.test(line)) return true;
  // A word at the beginning of a line, or behind a bracket or a comma.
  if (/^[ \t]*"?[\w-]*$/.test(line) || /[[{,}]\s*"?[\w-]*$/.test(line)) return true;
  // The name is on the line above.
  return (
    /^\s*"?[^":]*$/.test(line) && /:\s*$/.test(text.slice(Math.max(0, offset - line.length - 80), offset - line.length))
  );
}

/** Adds what is only shown for the item that is looked at. */
export function withDocumentation(item: CompletionItem): CompletionItem {
  const { data, textEdit } = item as Omit<CompletionItem, 'data'> & { readonly data?: unknown };
  if (typeof data !== 'string' || textEdit === undefined) return item;
  const text = plainText(parseSnippet(textEdit.newText)).trim().replaceAll('\t', '  ');
  return { ...item, documentation: { kind: MarkupKind.Markdown, value: `\`\`\`${data}\n${text}\n\`\`\`` } };
}

/** Values that are offered at a place, in their order. */
export function valueItems(
  language: 'arm' | 'bicep',
  place: ValuePlace,
  values: readonly OfferedValue[],
  rangeOf: (span: Span) => Range,
  client: CompletionAbilities,
): CompletionItem[] {
  return values.map((value, index) =>
    valueItem(writtenValue(language, place, value), place, value, index, rangeOf, client),
  );
}

function valueItem(
  newText: string,
  place: ValuePlace,
  value: OfferedValue,
  index: number,
  rangeOf: (span: Span) => Range,
  client: CompletionAbilities,
): CompletionItem {
  const { label, detail, description, isLast = false } = value;
  const quote = /^['"]/.exec(place.typed)?.[0] ?? '';
  const isFirst = index === 0 && !isLast;
  return {
    label,
    ...(client.labelDetails && description !== '' ? { labelDetails: { description } } : {}),
    kind: kinds[value.kind],
    detail: client.labelDetails || description === '' ? detail : `${detail} (${description})`,
    // Before the names and values that other extensions offer for the property.
    sortText: `!${isLast ? '1' : '0'}${String(index).padStart(4, '0')}`,
    filterText: `${quote}${label} ${newText.replace(/^['"]|['"]$/g, '')}`,
    insertTextFormat: 'snippet' in value.value ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeOf(place.range), newText },
    ...(isFirst && (value.kind === 'reference' || value.kind === 'member') ? { preselect: true } : {}),
  };
}

const kinds: Readonly<Record<OfferedValue['kind'], CompletionItemKind>> = {
  reference: CompletionItemKind.Reference,
  member: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  role: CompletionItemKind.Constant,
  parameter: CompletionItemKind.Variable,
};

function snippetItem(
  { source }: Surroundings,
  { label, title, description, filterText, range, snippet, more }: SnippetCompletion,
  rangeOf: (span: Span) => Range,
  client: CompletionAbilities,
  kind: CompletionItemKind,
): CompletionItem {
  return {
    label,
    ...(client.labelDetails ? { labelDetails: { description: title } } : {}),
    kind,
    detail: description,
    filterText,
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: { range: rangeOf(range), newText: snippet },
    ...(more.length === 0
      ? {}
      : { additionalTextEdits: more.map(({ start, end, newText }) => ({ range: rangeOf({ start, end }), newText })) }),
    data: source.kind === 'arm' ? 'json' : 'bicep',
  };
}
