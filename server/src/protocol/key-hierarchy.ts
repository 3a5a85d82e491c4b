/** What client and server say to each other about the view "Key hierarchy". Data only: the words are the client's. */

/** Which part of the world the view shows. */
export type HierarchyScope = { readonly kind: 'file'; readonly uri: string } | { readonly kind: 'workspace' };

/** `keys`: from the vault down to the machines that rest on it; `machines`: from the machine to what it rests on. */
export type HierarchyDirection = 'keys' | 'machines';

/** Items that are left out; what is above and below of one that stays, stays. */
export type HierarchyFilter =
  | { readonly kind: 'all' }
  /** The name holds the text, without regard to letter case. */
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'problems' | 'platformKeys' | 'unencryptedHosts' | 'external' };

export interface HierarchyView {
  readonly scope: HierarchyScope;
  readonly direction: HierarchyDirection;
  readonly filter: HierarchyFilter;
}

/** Client to server, a request: the tree of a view. From then on the server tells of its changes, until it gets another one. */
export interface KeyHierarchyParams {
  readonly view: HierarchyView;
}

/** Server to client, a notification: the tree of the view that was asked for last is another one now. */
export interface KeyHierarchyChangedParams {
  readonly view: HierarchyView;
  readonly hierarchy: KeyHierarchy;
}

/** Why a tree is empty, or that it is not. */
export type HierarchyStatus =
  | 'analysed'
  /** Syntax errors or a limit: what was read is in the tree. */
  | 'partial'
  | 'unreadable'
  | 'notATemplate'
  /** A parameter file whose template cannot be found. */
  | 'withoutTemplate'
  | 'ignored'
  | 'disabled'
  | 'failed';

export interface KeyHierarchy {
  readonly status: HierarchyStatus;
  /** A sentence about a file that was read in part or not at all. */
  readonly reason?: string;
  /** The deployments that are in it. */
  readonly templates: readonly HierarchyTemplate[];
  readonly items: readonly HierarchyItem[];
  /** Problems of all items, each once. */
  readonly problems: ProblemCounts;
  /** Items before the filter. */
  readonly total: number;
  readonly shown: number;
}

/** A template, and the parameter file that it is seen with. */
export interface HierarchyTemplate {
  readonly uri: string;
  readonly parameterFile?: string;
}

export type HierarchyKind =
  | 'template'
  | 'vault'
  | 'managedHsm'
  | 'key'
  | 'diskEncryptionSet'
  | 'disk'
  | 'snapshot'
  | 'image'
  | 'storageAccount'
  | 'virtualMachine'
  | 'scaleSet'
  | 'agentPool'
  /** The extension of a machine that is not in the template. */
  | 'extension'
  /** Groups. */
  | 'platformKeys'
  | 'unknownKeys'
  | 'diskEncryption';

export type HierarchyEncryption =
  | 'platformKey'
  | 'customerKey'
  | 'platformAndCustomerKeys'
  | 'confidentialPlatformKey'
  | 'confidentialCustomerKey'
  | 'ephemeral'
  | 'unknown';

export interface HierarchyItem {
  /** The same for as long as the resource is at that place of the hierarchy, whatever is typed elsewhere. */
  readonly id: string;
  readonly kind: HierarchyKind;
  /** Empty for a group, and for a disk of a machine that has none. */
  readonly name: string;
  /** Levels of one item each that are shown in the line of this one: those above it, the outermost first, and those below it. */
  readonly above?: readonly HierarchyLevel[];
  readonly behind?: readonly HierarchyLevel[];
  /** Id of the node in the inventory. */
  readonly node?: string;
  /** The resource id, or the expression that it is. */
  readonly resourceId?: string;
  /** Not in the template. */
  readonly external?: true;
  /** Here only for some values of the parameters. */
  readonly possible?: true;
  /** All that may be. */
  readonly encryption?: readonly HierarchyEncryption[];
  /** Encryption at host, of a machine. */
  readonly host?: 'on' | 'off' | 'depends' | 'unknown';
  readonly confidential?: 'yes' | 'depends';
  /** Azure Disk Encryption, of a machine or disk. */
  readonly guest?: true;
  /** A second encryption of a storage account. */
  readonly infrastructure?: true;
  /** Of an inline disk; of a machine whose one disk is shown with it. */
  readonly role?: 'os' | 'data';
  /** Of an inline data disk, in the list of the machine. */
  readonly position?: number;
  /** Names and sizes as Azure has them: `RSA-HSM 4096`, `Standard_D4s_v5`. */
  readonly facts?: readonly string[];
  /** Problems at the item itself. */
  readonly problems?: readonly HierarchyProblem[];
  /** Problems at the item and below it, each once. */
  readonly below?: ProblemCounts;
  readonly children?: readonly HierarchyItem[];
}

export interface HierarchyLevel {
  readonly kind: HierarchyKind;
  readonly name: string;
  readonly external?: true;
}

export interface HierarchyProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly informations: number;
}

/** Client to server, a request: where the resource of an item is written. null: nowhere. */
export interface HierarchyPlaceParams {
  readonly item: string;
}
export type HierarchyPlaceResult = { readonly uri: string; readonly range: HierarchyRange } | null;

/** As in the Language Server Protocol: zero-based, characters are UTF-16 units. */
export interface HierarchyRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Client to server, a request: the item that a place in a document, or a node of the inventory, belongs to. null: none. */
export interface HierarchyItemAtParams {
  readonly uri: string;
  readonly at: { readonly position: HierarchyRange['start'] } | { readonly node: string };
}
export type HierarchyItemAtResult = string | null;

/** Client to server, a request: what the view shows, as text for elsewhere. */
export interface ExportHierarchyParams {
  readonly scope: HierarchyScope;
  readonly format: 'mermaid' | 'json';
}
export interface ExportHierarchyResult {
  readonly text: string;
}

/** The names of these messages. */
export const hierarchyMethods = {
  keyHierarchy: 'encryptionLens/keyHierarchy',
  keyHierarchyChanged: 'encryptionLens/keyHierarchyChanged',
  /** A notification without anything: the view is not shown any more. */
  keyHierarchyHidden: 'encryptionLens/keyHierarchyHidden',
  hierarchyPlace: 'encryptionLens/hierarchyPlace',
  hierarchyItemAt: 'encryptionLens/hierarchyItemAt',
  exportHierarchy: 'encryptionLens/exportHierarchy',
} as const;

/** The type of {@link hierarchyMethods}, for a client that may import types only. */
export type HierarchyMethods = typeof hierarchyMethods;
