/**
 * The messages between client and server that the Language Server Protocol does not know: their names and what they carry.
 * Types and names only, no library: each side makes its own request types, since those of two versions do not fit together.
 */
import { hierarchyMethods } from './protocol/key-hierarchy.js';
import type { HierarchyEncryption } from './protocol/key-hierarchy.js';
import { parameterFileMethods } from './protocol/parameter-files.js';

/** Client to server: what to honour beside the files of the workspace. Sent as `initializationOptions`. */
export interface InitializationOptions {
  /**
   * True in a browser: the server reads all files through {@link ReadFileParams} and {@link FindFilesParams}. Otherwise only those that are not
   * on its disk: of a virtual workspace, say.
   */
  readonly readsFilesThroughClient: boolean;
  /** True if the client sends `workspace/didChangeWatchedFiles` of its own accord: the server need not register for it. */
  readonly watchesFiles: boolean;
  /** What leads to the client's command `encryptionLens.encrypt` is called so; undefined: it has no such command. */
  readonly wizard?: { readonly action: string; readonly lens: string };
  /** True if the client knows the commands that code lenses run; without it they are only text. */
  readonly runsLensCommands?: boolean;
  /** Extensions of the editor that answer as well; see {@link OtherExtensions}. */
  readonly otherExtensions?: OtherExtensions;
}

/** What the editor has beside this extension. Also a notification of the client, when that changes. */
export interface OtherExtensions {
  /** The Bicep extension: goes to the symbols of Bicep. */
  readonly bicep: boolean;
  /** Azure Resource Manager Tools: goes to the parameters and variables of templates. */
  readonly armTools: boolean;
}

/** Client to server, a request of a lens: all that hangs on what is declared there. Answered with `Location[]` of the LSP. */
export interface HangingOnParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

/** Settings as the server gets them from `workspace/configuration`, section `encryptionLens`. */
export interface Settings {
  readonly enable: boolean;
  readonly diagnostics: { readonly scope: 'openFiles' | 'workspace' };
  /** Each can be switched off by itself. */
  readonly hover: { readonly enable: boolean };
  readonly definition: { readonly enable: boolean };
  readonly documentLinks: { readonly enable: boolean };
  readonly codeLens: { readonly enable: boolean };
  readonly inlayHints: { readonly enable: boolean };
  readonly completion: { readonly enable: boolean };
  /** Rule id to severity; an id that is not here has the severity of its rule. Ids come from a user: look them up as own keys only. */
  readonly rules: Readonly<Record<string, 'off' | 'information' | 'warning' | 'error'>>;
  /** Template (path or glob relative to the workspace folder, or absolute) to parameter files, relative to that folder or absolute. */
  readonly parameterFiles?: Readonly<Record<string, string | readonly string[]>>;
}

/** Server to client, a request: the text of a file (or its bytes in base64), or null and why there is none. */
export interface ReadFileParams {
  readonly uri: string;
  readonly as?: 'base64';
}
export type ReadFileResult =
  { readonly text: string } | { readonly text: null; readonly because: 'missing' | 'tooLarge' | 'unreadable' };

/** Server to client, a request: the files below a folder whose name matches. Bounded by `limit`, ends when cancelled. */
export interface FindFilesParams {
  /** The folder to look in, a URI. */
  readonly base: string;
  /** A glob as VS Code knows it, relative to `base`. */
  readonly pattern: string;
  /** At most so many are returned; the client has its own upper bound of 5,000. */
  readonly limit: number;
}
export interface FindFilesResult {
  readonly uris: readonly string[];
  /** True if there were more than `limit`. */
  readonly truncated: boolean;
}

/** How a document was read. */
export type DocumentStatus =
  /** `notes`: sentences about what is not known, a module that is not at hand for one. */
  | { readonly kind: 'analysed'; readonly findings: number; readonly notes?: readonly string[] }
  | { readonly kind: 'partial'; readonly findings: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'notATemplate'; readonly reason: string }
  | { readonly kind: 'disabled'; readonly reason: string };

/** Server to client, a notification after each analysis of an open document; `reason` is a sentence for the user. */
export interface DocumentStatusParams {
  readonly uri: string;
  /** The version of the document that was analysed. */
  readonly version: number;
  readonly status: DocumentStatus;
}

/** Client to server, a request of the wizard: what can be encrypted in a document, and how. null: it is no template. */
export interface EncryptTargetsParams {
  readonly uri: string;
}
export interface EncryptTargetsResult {
  readonly targets: readonly EncryptTarget[];
  /** Parameters of the template that may hold the id of a disk encryption set. */
  readonly setParameters: readonly string[];
}

/** A machine or disk that can be encrypted, or one that would be new. */
export interface EncryptTarget {
  /** Names it in {@link EncryptEditsParams}; good for as long as the document does not change. */
  readonly id: string;
  readonly kind: TargetKind;
  /** Its evaluated name; empty for a new one. */
  readonly name: string;
  /** Ids that its nodes have in the inventory: several where it is declared in a loop. */
  readonly nodes: readonly string[];
  /** How it is encrypted as the template stands. */
  readonly now: { readonly atRest: readonly HierarchyEncryption[]; readonly host: 'on' | 'off' | 'unknown' | 'none' };
  /** Where it is declared; undefined for a new one. */
  readonly place: { readonly uri: string; readonly line: number } | undefined;
  /** It is declared in another document, and its edits are asked of that one. */
  readonly isElsewhere: boolean;
  readonly kinds: readonly KindChoice[];
}

export type TargetKind =
  'virtualMachine' | 'scaleSet' | 'agentPool' | 'disk' | 'snapshot' | 'newDisk' | 'newVirtualMachine';

export type EncryptionKind =
  | 'customerKey'
  | 'double'
  | 'encryptionAtHost'
  | 'customerKeyAndHost'
  | 'doubleAndHost'
  | 'platformKey'
  | 'confidential';

/** A kind of encryption for a target; `refused` says why it cannot be. */
export interface KindChoice {
  readonly kind: EncryptionKind;
  readonly refused?: Refusal;
  /** Disk encryption sets of the template; empty where the kind needs none. */
  readonly sets: readonly SetChoice[];
  /** Whether a key is needed, and whether it may be a platform key all the same. */
  readonly key: 'none' | 'customer' | 'platformOrCustomer';
}

export interface SetChoice {
  /** Names it in {@link KeySource}. */
  readonly id: string;
  readonly name: string;
  readonly refused?: Refusal;
}

/** Why something cannot be chosen: a code, and the names of the template that belong to it. */
export interface Refusal {
  readonly code: RefusalCode;
  /** What `{0}`, `{1}` stand for in the sentence. */
  readonly names: readonly string[];
}

export type RefusalCode =
  /** {0} machine or disk. */
  | 'ade'
  /** {0} size, {1} a size that has it, or empty. */
  | 'sizeWithoutHost'
  /** {0} API version, {1} what it lacks. */
  | 'apiVersion'
  | 'availabilitySetPool'
  /** {0} disk, {1} sku. */
  | 'doubleUnsupportedDisk'
  | 'confidentialUltraDisk'
  /** {0} the target. */
  | 'alreadySo'
  | 'hostIsOfMachine'
  | 'confidentialMachine'
  | 'confidentialDisk'
  /** {0} size. */
  | 'sizeNotConfidential'
  | 'confidentialScaleSet'
  | 'confidentialPool'
  /** {0} createOption. */
  | 'confidentialCreateOption'
  | 'poolPlatformKey'
  /** {0} pool. */
  | 'clusterElsewhere'
  /** {0} disk. */
  | 'unmanagedDisk'
  | 'attachedElsewhere'
  /** {0} what is computed. */
  | 'computed'
  | 'nestedTemplate'
  /** {0} the set, {1} its type. */
  | 'setOfOtherType'
  /** {0} region of the set, {1} region of the target. */
  | 'setInOtherRegion'
  /** {0} file. */
  | 'setInOtherFile'
  | 'setInLoop'
  /** The document changed since the question. */
  | 'changed'
  | 'notWritable';

/** Where the key comes from. */
export type KeySource =
  | { readonly kind: 'set'; readonly id: string }
  /** An existing disk encryption set by its resource id. */
  | { readonly kind: 'resourceId'; readonly resourceId: string }
  /** A parameter that holds the id of a disk encryption set; added where the template has none of that name. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** A new vault, key, disk encryption set and grant. */
  | { readonly kind: 'new'; readonly options: KeyOptions }
  /** Confidential encryption with a platform key. */
  | { readonly kind: 'platform' };

export interface KeyOptions {
  readonly keySize: 2048 | 3072 | 4096;
  /** Protected by a hardware security module, in a premium vault. */
  readonly hsm: boolean;
  /** A rotation policy on the key, and disks that follow it. */
  readonly rotation: boolean;
  readonly grant: 'roles' | 'policies';
  readonly identity: 'system' | 'user';
}

/** Client to server, a request of the wizard: the edits for what was chosen. */
export interface EncryptEditsParams {
  readonly uri: string;
  /** {@link EncryptTarget.id} */
  readonly target: string;
  readonly kind: EncryptionKind;
  /** undefined where the kind needs no key. */
  readonly source?: KeySource;
}
export type EncryptEditsResult =
  | { readonly refused: Refusal }
  | { readonly version: number | null; readonly groups: readonly EditGroup[]; readonly notes: readonly EncryptNote[] };

/** Edits that belong together in the preview. */
export interface EditGroup {
  /** `target`: what is encrypted; `resources` and `parameters` that are added; `unused`: what is removed since nothing uses it any more. */
  readonly about: 'target' | 'resources' | 'parameters' | 'unused';
  readonly edits: readonly {
    readonly range: {
      readonly start: { readonly line: number; readonly character: number };
      readonly end: { readonly line: number; readonly character: number };
    };
    readonly newText: string;
  }[];
}

/** Something to know about the edits. */
export interface EncryptNote {
  readonly code:
    | 'hostFeature'
    | 'ephemeralDisk'
    | 'attachedDisk'
    | 'openDisks'
    | 'giveParameter'
    | 'parameterLeft'
    | 'clusterReader';
  readonly names: readonly string[];
}

/** Client to server, a request: the resources of a template after evaluation, as text in JSON with comments. null: it is no template. */
export interface EvaluatedTemplateParams {
  readonly uri: string;
}
export interface EvaluatedTemplateResult {
  readonly text: string;
}

/** The names of the messages above. */
export const methods = {
  readFile: 'encryptionLens/readFile',
  findFiles: 'encryptionLens/findFiles',
  documentStatus: 'encryptionLens/documentStatus',
  otherExtensions: 'encryptionLens/otherExtensions',
  hangingOn: 'encryptionLens/hangingOn',
  encryptTargets: 'encryptionLens/encryptTargets',
  encryptEdits: 'encryptionLens/encryptEdits',
  evaluatedTemplate: 'encryptionLens/evaluatedTemplate',
  ...hierarchyMethods,
  ...parameterFileMethods,
} as const;

/** The type of {@link methods}, for a client that may import types only and repeats the names under its check. */
export type Methods = typeof methods;
