/** The documents that the client has open, by the path that the analysis knows them by. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocument as Document } from 'vscode-languageserver-textdocument';
import type { ClientFile } from '../features/client.js';
import type { SourceFile } from '../workspace/source-file.js';
import { canonicalUri, schemeOf } from '../workspace/uris.js';

/**
 * Where documents come from that nobody edits: left sides of comparisons, read-only copies of other people's modules,
 * output. Their problems are reported where the file itself is open.
 */
const LEFT_ALONE = new Set([
  ...['git', 'gitfs', 'gitlens', 'svn', 'hg', 'review', 'pr', 'conflictresolution', 'scm', 'vscode-scm'],
  ...['bicep-extsrc', 'linked-template', 'output', 'debug', 'vscode-notebook-cell', 'walkthrough', 'search-editor'],
]);

const bicepEndings: Readonly<Record<string, string>> = { bicep: '.bicep', 'bicep-params': '.bicepparam' };

/** The path of a document. The analysis tells languages by endings, so an unsaved document gets that of its language. */
export function pathOf({ uri, languageId }: { readonly uri: string; readonly languageId: string }): string {
  const path = canonicalUri(uri);
  const ending = Object.hasOwn(bicepEndings, languageId) ? bicepEndings[languageId] : undefined;
  return ending === undefined || /\.(?:bicep|bicepparam)$/i.test(path) ? path : `${path}${ending}`;
}

export function isLeftAlone(uri: string): boolean {
  return LEFT_ALONE.has(schemeOf(uri));
}

export class OpenDocuments {
  private readonly byPath = new Map<string, TextDocument>();
  /** Positions in closed files, as long as their text is in use. */
  private readonly closed = new WeakMap<SourceFile, ClientFile>();

  add(document: TextDocument): string {
    const path = pathOf(document);
    this.byPath.set(path, document);
    return path;
  }

  remove(path: string): void {
    this.byPath.delete(path);
  }

  get(path: string): TextDocument | undefined {
    return this.byPath.get(path);
  }

  get paths(): string[] {
    return [...this.byPath.keys()];
  }

  /** A file as the client names it, with the text that `file` was read from. */
  clientFile(path: string, file: SourceFile | undefined): ClientFile | undefined {
    const open = this.byPath.get(path);
    if (open !== undefined) return { document: open, version: open.version };
    if (file === undefined) return undefined;
    const known = this.closed.get(file) ?? { document: Document.create(path, '', 0, file.text), version: null };
    this.closed.set(file, known);
    return known;
  }
}
