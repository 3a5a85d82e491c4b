/** What the client has said about itself, in the words of the server. */
import type { InitializeParams } from 'vscode-languageserver';
import type { ClientAbilities } from '../features/client.js';
import type { CompletionAbilities } from '../features/completion/completion.js';
import type { InitializationOptions, OtherExtensions } from '../protocol.js';
import { canonicalUri } from '../workspace/uris.js';

export interface Client extends ClientAbilities {
  /** Asks for diagnostics. Then none are pushed to it. */
  readonly pullsDiagnostics: boolean;
  readonly takesRefresh: boolean;
  /** Answers `workspace/configuration`. */
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly registersFolders: boolean;
  readonly completion: CompletionAbilities;
  readonly takesDefinitionLinks: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly options: InitializationOptions;
  /** Canonical URIs of the workspace folders, without a slash at the end. */
  readonly folders: readonly string[];
}

export function readClient({ capabilities, workspaceFolders, rootUri, initializationOptions }: ClientParams): Client {
  const { textDocument, workspace } = capabilities;
  const pull = textDocument?.diagnostic;
  const pushed = textDocument?.publishDiagnostics;
  const edits = workspace?.workspaceEdit;
  return {
    pullsDiagnostics: pull !== undefined,
    takesRefresh: workspace?.diagnostics?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersFolders: workspace?.workspaceFolders === true,
    takesDefinitionLinks: textDocument?.definition?.linkSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: (pull?.relatedInformation ?? pushed?.relatedInformation) === true,
    codeDescription: (pull?.codeDescriptionSupport ?? pushed?.codeDescriptionSupport) === true,
    diagnosticData: (pull?.dataSupport ?? pushed?.dataSupport) === true,
    diagnosticTags: (pull?.tagSupport ?? pushed?.tagSupport) !== undefined,
    versionedEdits: edits?.documentChanges === true,
    createFile: edits?.resourceOperations?.includes('create') === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    completion: {
      snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
      labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    },
    options: readOptions(initializationOptions),
    folders: folderUris(workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : [])),
  };
}

type ClientParams = Pick<InitializeParams, 'capabilities' | 'workspaceFolders' | 'initializationOptions'> & {
  readonly rootUri?: unknown;
};

export function folderUris(uris: readonly string[]): string[] {
  return uris.map((uri) => canonicalUri(uri).replace(/(?<=[^/])\/$/, ''));
}

function readOptions(options: unknown): InitializationOptions {
  const has = (name: keyof InitializationOptions): boolean => isTrue(options, name);
  return {
    readsFilesThroughClient: has('readsFilesThroughClient'),
    watchesFiles: has('watchesFiles'),
    ...readWizard(options),
    runsLensCommands: has('runsLensCommands'),
    otherExtensions: readOtherExtensions(
      typeof options === 'object' && options !== null && 'otherExtensions' in options
        ? options.otherExtensions
        : undefined,
    ),
  };
}

function readWizard(options: unknown): Pick<InitializationOptions, 'wizard'> {
  const wizard = typeof options === 'object' && options !== null && 'wizard' in options ? options.wizard : undefined;
  if (typeof wizard !== 'object' || wizard === null || !('action' in wizard) || !('lens' in wizard)) return {};
  const { action, lens } = wizard;
  return typeof action === 'string' && typeof lens === 'string' ? { wizard: { action, lens } } : {};
}

/** What a client says it has beside us; none where it does not say. */
export function readOtherExtensions(value: unknown): OtherExtensions {
  return { bicep: isTrue(value, 'bicep'), armTools: isTrue(value, 'armTools') };
}

function isTrue(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && (value as Record<string, unknown>)[name] === true;
}
