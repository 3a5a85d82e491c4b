/** The changes of a fix to one text, collected and joined before any of them is written. */
import type { Span } from '../template/model.js';
import { layoutAt, layoutOfList, render, renderEntry } from './layout.js';
import type { Edit } from './list-edits.js';
import { insertEntries, removeEntries, replaceEntry } from './list-edits.js';
import type { Page, WrittenList } from './page.js';
import { joinEdits } from './text-edits.js';
import type { Writable } from './writable.js';
import { mergeWritables } from './writable.js';

interface NewEntry {
  readonly name: string | undefined;
  readonly value: Writable;
}

interface ListChanges {
  readonly list: WrittenList;
  readonly removed: Set<number>;
  /** The entry that holds the list, to be removed with the last of its entries. */
  holder?: { readonly list: WrittenList; readonly index: number };
  /** By the index of the entry that they follow. */
  readonly added: Map<number, NewEntry[]>;
}

export class Draft {
  private readonly lists = new Map<number, ListChanges>();
  private readonly values = new Map<string, { span: Span; list: WrittenList | undefined; value: Writable }>();
  private readonly texts: Edit[] = [];
  private readonly insertions = new Map<number, string>();

  constructor(readonly page: Page) {}

  /** Adds a property, behind the entry `after` or all others; false if another change of the fix adds it differently. */
  addProperty(list: WrittenList, name: string, value: Writable, after = lastProperty(list)): boolean {
    const { added } = this.changesOf(list);
    for (const entries of added.values()) {
      const index = entries.findIndex((entry) => entry.name?.toLowerCase() === name.toLowerCase());
      const there = entries[index];
      if (there === undefined) continue;
      const both = mergeWritables(there.value, value);
      if (both === undefined) return false;
      entries[index] = { ...there, value: both };
      return true;
    }
    push(added, after, { name, value });
    return true;
  }

  addItem(list: WrittenList, value: Writable): void {
    push(this.changesOf(list).added, list.entries.length - 1, { name: undefined, value });
  }

  remove(list: WrittenList, index: number): void {
    this.changesOf(list).removed.add(index);
  }

  /** Removes an item, and with the last one also the property that holds the array. */
  removeItem(list: WrittenList, index: number, holder: { readonly list: WrittenList; readonly index: number }): void {
    const changes = this.changesOf(list);
    changes.removed.add(index);
    changes.holder = holder;
  }

  /** Writes a value where another stands; false if another change of the fix writes a different one. */
  replace(span: Span, list: WrittenList | undefined, value: Writable): boolean {
    const key = `${span.start}-${span.end}`;
    const there = this.values.get(key);
    const both = there === undefined ? value : mergeWritables(there.value, value);
    if (both === undefined) return false;
    this.values.set(key, { span, list, value: both });
    return true;
  }

  replaceText({ start, end }: Span, newText: string): void {
    this.texts.push({ start, end, newText });
  }

  /** Puts text at an offset, behind what the fix has put there before. */
  insertText(offset: number, newText: string): void {
    this.insertions.set(offset, (this.insertions.get(offset) ?? '') + newText);
  }

  hasInsertion(offset: number): boolean {
    return this.insertions.has(offset);
  }

  /** Renames the last occurrence of a property in a span, as a whole word; false where it is not written there. */
  replaceMember({ start, end }: Span, name: string, by: string): boolean {
    const { text } = this.page;
    const lowerCase = text.slice(start, end).toLowerCase();
    for (let at = lowerCase.length; (at = lowerCase.lastIndexOf(name.toLowerCase(), at - 1)) >= 0;) {
      const after = at + name.length;
      if (!isWord(lowerCase.charAt(at - 1)) && !isWord(lowerCase.charAt(after))) {
        this.replaceText({ start: start + at, end: start + after }, by);
        return true;
      }
      if (at === 0) break;
    }
    return false;
  }

  /** All changes as edits; undefined if two of them write the same place. */
  finish(): readonly Edit[] | undefined {
    const edits: Edit[] = [...this.texts];
    for (const [start, newText] of this.insertions) edits.push({ start, end: start, newText });
    for (const { span, list, value } of this.values.values()) {
      const newText = render(this.page, value, layoutAt(this.page, list, span.start));
      edits.push({ start: span.start, end: span.end, newText });
    }
    for (const [start, { list, removed, added, holder }] of [...this.lists]) {
      if (holder === undefined || removed.size < list.entries.length || added.size > 0) continue;
      this.lists.delete(start);
      this.remove(holder.list, holder.index);
    }
    for (const changes of this.lists.values()) edits.push(...this.editsOf(changes));
    return joinEdits(this.page.text, edits);
  }

  private editsOf({ list, removed, added }: ListChanges): readonly Edit[] {
    const { page } = this;
    // What is added takes the place of what is removed: so nothing around them has to move.
    const [place] = removed;
    if (place !== undefined && added.size > 0) {
      const layout = layoutOfList(page, list, place);
      const entries = [...added.values()].flat();
      const texts = entries.map(({ name, value }) => renderEntry(page, name, value, layout));
      const others = new Set([...removed].filter((index) => index !== place));
      return [
        ...replaceEntry(page, list, place, texts, layout, layout.ownLines),
        ...(others.size > 0 ? removeEntries(page, list, others) : []),
      ];
    }
    if (removed.size > 0) return removeEntries(page, list, removed);
    return [...added].flatMap(([after, entries]) => {
      const layout = layoutOfList(page, list, after);
      const texts = entries.map(({ name, value }) => renderEntry(page, name, value, layout));
      return insertEntries(page, list, after, texts, layout);
    });
  }

  private changesOf(list: WrittenList): ListChanges {
    let changes = this.lists.get(list.start);
    if (changes === undefined) this.lists.set(list.start, (changes = { list, removed: new Set(), added: new Map() }));
    return changes;
  }
}

function push(added: Map<number, NewEntry[]>, after: number, entry: NewEntry): void {
  const entries = added.get(after);
  if (entries === undefined) added.set(after, [entry]);
  else entries.push(entry);
}

function lastProperty(list: WrittenList): number {
  return list.entries.map(({ trailing }) => trailing).lastIndexOf(false);
}

function isWord(character: string): boolean {
  return /^\w$/.test(character);
}
