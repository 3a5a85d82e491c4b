/** The wizard's questions: what can be encrypted in a file and how, and the edits for what was chosen. */
import type { TextEdit } from '../edits/change.js';
import type { SourceOf } from '../edits/source.js';
import { unusedButGiven, withoutUnused } from '../edits/unused-declarations.js';
import { writeOnly } from '../edits/write-changes.js';
import { nodeId } from '../inventory/export.js';
import type { Inventory } from '../inventory/model.js';
import type {
  EditGroup,
  EncryptEditsParams,
  EncryptEditsResult,
  EncryptionKind,
  EncryptNote,
  EncryptTarget,
  EncryptTargetsResult,
  KindChoice,
  SetChoice,
} from '../protocol.js';
import { planOf } from '../wizard/plan.js';
import { refusal, refusedKind, refusedSetChoice, setTypeOf, usesHost } from '../wizard/refusals.js';
import { isMachine, isPoolOfCluster, presentOf, targetsOf } from '../wizard/targets.js';
import type { Seen, Target } from '../wizard/targets.js';
import { editableSources } from '../workspace/preferred-fixes.js';
import type { KnownFile } from '../workspace/preferred-fixes.js';
import type { SourceFile } from '../workspace/source-file.js';
import type { ClientFiles } from './client.js';
import { rangeOf } from './diagnostics.js';

/** A file as the wizard sees it. */
export interface EncryptedFile extends KnownFile {
  readonly file: SourceFile | undefined;
  readonly analyses: readonly Seen[];
}

export const KINDS: readonly EncryptionKind[] = [
  'customerKeyAndHost',
  'customerKey',
  'doubleAndHost',
  'double',
  'encryptionAtHost',
  'confidential',
  'platformKey',
];

/** Everything that can be chosen; null: the file is no template that things can be written into. */
export function encryptTargets(file: EncryptedFile, files: ClientFiles): EncryptTargetsResult | null {
  const seen = ownAnalysis(file);
  if (seen === undefined) return null;
  const targets = targetsOf(file.analyses, file.path).map((target) => described(target, file, files));
  const template = seen.root.template;
  const setParameters = [...template.parameters.values()].flatMap(({ name, type }) =>
    type.base === 'string' && type.allowed === undefined && /encryption_?set|(?:^|_)des(?:_|[A-Z]|id|$)/i.test(name)
      ? name
      : [],
  );
  const canAdd = template.scope === 'resourceGroup';
  return { targets: canAdd ? [...targets, ...newTargets(seen, file.path)] : targets, setParameters };
}

/** The analysis in which the file is the template that is deployed, else one in which a module is it. */
function ownAnalysis({ file, path, analyses }: EncryptedFile): Seen | undefined {
  if (file?.kind !== 'arm' && file?.kind !== 'bicep') return undefined;
  const root = analyses.find((one) => one.root.template.file === path);
  if (root !== undefined) return root;
  for (const { root: caller, inventory } of analyses) {
    const pending = [caller];
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (one.template.file === path) return { root: one, inventory };
      pending.push(...one.modules.flatMap(({ content }) => content ?? []));
    }
  }
  return undefined;
}

function described(target: Target, { path }: EncryptedFile, files: ClientFiles): EncryptTarget {
  const [node] = target.nodes;
  const file = files(target.file);
  const isElsewhere = target.file !== path;
  return {
    id: target.id,
    kind: node.kind,
    name: node.name,
    nodes: target.nodes.map(nodeId),
    now: presentOf(node),
    place:
      file === undefined
        ? undefined
        : { uri: file.document.uri, line: file.document.positionAt(node.resource?.origin.start ?? target.start).line },
    isElsewhere,
    kinds: isElsewhere
      ? []
      : KINDS.map((kind) => {
          const refused = refusedKind(target, kind);
          return kindChoice(kind, target.seen.inventory, target, path, refused);
        }),
  };
}

function newTargets(seen: Seen, path: string): EncryptTarget[] {
  return (['newDisk', 'newVirtualMachine'] as const).map((kind) => ({
    id: kind,
    kind,
    name: '',
    nodes: [],
    now: { atRest: [], host: 'none' },
    place: undefined,
    isElsewhere: false,
    kinds: KINDS.map((one) => {
      const refused =
        kind !== 'newDisk'
          ? undefined
          : usesHost(one)
            ? refusal('hostIsOfMachine', '')
            : one === 'confidential'
              ? refusal('confidentialCreateOption', '', 'Empty')
              : undefined;
      return kindChoice(one, seen.inventory, undefined, path, refused);
    }),
  }));
}

function kindChoice(
  kind: EncryptionKind,
  { diskEncryptionSets }: Inventory,
  target: Target | undefined,
  path: string,
  refused: KindChoice['refused'],
): KindChoice {
  const type = setTypeOf(kind);
  const key = kind === 'confidential' ? 'platformOrCustomer' : type === undefined ? 'none' : 'customer';
  const sets =
    type === undefined
      ? []
      : diskEncryptionSets
          .filter(({ resource }) => resource !== undefined)
          .map((set): SetChoice => {
            const why = refusedSetChoice(target, set, type, path);
            return { id: nodeId(set), name: set.name, ...(why === undefined ? {} : { refused: why }) };
          });
  return { kind, key, sets, ...(refused === undefined ? {} : { refused }) };
}

/** The innermost target of the file whose declaration holds an offset; `headOnly`: only its first line. */
export function targetAt(
  file: EncryptedFile,
  offset: number,
  headOnly: boolean,
): { readonly node: string } | undefined {
  if (ownAnalysis(file) === undefined) return undefined;
  const text = file.file?.text ?? '';
  let best: { readonly node: string; readonly length: number } | undefined;
  for (const target of targetsOf(file.analyses, file.path)) {
    const { resource } = target.nodes[0];
    if (target.file !== file.path || resource === undefined) continue;
    const { span, nameSpan } = resource.declaration;
    const place = isInlinePool(target) ? { start: target.start, end: endOf(target) } : span;
    if (offset < place.start || offset > place.end) continue;
    if (headOnly && text.slice(...ordered(offset, isInlinePool(target) ? place.start : nameSpan.start)).includes('\n'))
      continue;
    const length = place.end - place.start;
    if (best === undefined || length < best.length) best = { node: nodeId(target.nodes[0]), length };
  }
  return best && { node: best.node };
}

function isInlinePool({ nodes: [node] }: Target): boolean {
  return isMachine(node) && isPoolOfCluster(node);
}

function endOf({ nodes: [node], start }: Target): number {
  return isMachine(node) ? node.body.origin.end : start;
}

function ordered(one: number, other: number): [number, number] {
  return one < other ? [one, other] : [other, one];
}

/** The edits of the file for a choice, in groups. */
export function encryptEdits(
  file: EncryptedFile,
  params: Pick<EncryptEditsParams, 'target' | 'kind' | 'source'>,
  files: ClientFiles,
): EncryptEditsResult {
  const own = ownAnalysis(file);
  const client = files(file.path);
  if (own === undefined || client === undefined) return { refused: refusal('changed') };
  const groups = encryptChanges(file, own, params);
  if ('refused' in groups) return groups;
  return {
    version: client.version,
    groups: groups.groups.map(({ about, edits }) => ({
      about,
      edits: edits.map((edit) => ({ range: rangeOf(client, edit), newText: edit.newText })),
    })),
    notes: groups.notes,
  };
}

interface Group {
  readonly about: EditGroup['about'];
  readonly edits: readonly TextEdit[];
}

interface OffsetGroups {
  readonly groups: readonly Group[];
  readonly notes: Exclude<EncryptEditsResult, { readonly refused: unknown }>['notes'];
}

/** The same in offsets of the text. */
export function encryptChanges(
  file: EncryptedFile,
  own: Seen | undefined = ownAnalysis(file),
  { target: id, kind, source }: Pick<EncryptEditsParams, 'target' | 'kind' | 'source'>,
): OffsetGroups | Extract<EncryptEditsResult, { readonly refused: unknown }> {
  const target =
    id === 'newDisk' || id === 'newVirtualMachine'
      ? id
      : targetsOf(file.analyses, file.path).find((one) => one.id === id && one.file === file.path);
  if (own === undefined || target === undefined) return { refused: refusal('changed') };
  const plan = planOf({ target, kind, source }, own);
  if ('refused' in plan) return plan;
  const sources = editableSources(file);
  const written: Group[] = [];
  for (const about of ['parameters', 'resources', 'target'] as const) {
    const edits = writeOnly(plan[about], sources);
    if (edits === undefined || edits.some((edit) => edit.file !== file.path)) {
      return { refused: about === 'target' ? refusal('computed', '') : refusal('notWritable') };
    }
    written.push({ about, edits });
  }
  const groups = withUnused(written, sources);
  const text = sources(file.path);
  const edits = groups.flatMap((group) => group.edits);
  const left = text === undefined ? [] : unusedButGiven(edits, text);
  return {
    groups,
    notes: [...plan.notes, ...left.map((name): EncryptNote => ({ code: 'parameterLeft', names: [name] }))],
  };
}

/** The groups, and one of what is left without a use by all of them together. */
function withUnused(groups: readonly Group[], sources: SourceOf): Group[] {
  const all = withoutUnused(
    groups.flatMap(({ edits }) => edits),
    sources,
  );
  const groupOf = (edit: TextEdit): EditGroup['about'] => {
    const own = groups.find(({ edits }) => edits.includes(edit));
    const around = groups.find(({ edits }) => edits.some(({ start }) => edit.start <= start && start <= edit.end));
    return (own ?? around)?.about ?? 'unused';
  };
  return [...groups.map(({ about }) => about), 'unused' as const].flatMap((about): Group[] => {
    const edits = all.filter((edit) => groupOf(edit) === about);
    return edits.length === 0 ? [] : [{ about, edits }];
  });
}
