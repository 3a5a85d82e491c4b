/** Every way through the wizard. */
import { analyseFiles } from '../../server/src/analysis.js';
import { applyEdits } from '../../server/src/edits/write-changes.js';
import { encryptChanges, encryptTargets } from '../../server/src/features/encrypt.js';
import type { EncryptedFile } from '../../server/src/features/encrypt.js';
import type { EncryptTarget, EncryptionKind, KeyOptions, KeySource, Refusal } from '../../server/src/protocol.js';
import type { Finding } from '../../server/src/rules/finding.js';
import { Project } from '../../server/src/workspace/project.js';
import { TextDocument } from 'vscode-languageserver-textdocument';

export type Files = Readonly<Record<string, string>>;

/** A file of the project as the wizard sees it, with its findings. */
export function opened(files: Files, path: string): EncryptedFile & { readonly findings: readonly Finding[] } {
  const project = new Project((name) => files[name] ?? null);
  const reports = analyseFiles(project, Object.keys(files), { keeps: () => true });
  const report = reports.find(({ file }) => file.path === path);
  return {
    path,
    file: report?.file,
    analyses: report?.analyses ?? [],
    sourceOf: (name) => project.file(name),
    givenParameters: report?.givenParameters ?? new Set(),
    findings: reports.flatMap(({ findings }) => findings),
  };
}

/** What the wizard offers for a file. */
export function offered(files: Files, path: string): readonly EncryptTarget[] {
  const answer = encryptTargets(opened(files, path), (name) => {
    const text = files[name];
    return text === undefined ? undefined : { document: TextDocument.create(name, 'bicep', 1, text), version: 1 };
  });
  return answer?.targets ?? [];
}

export interface Choice {
  readonly target: string;
  readonly kind: EncryptionKind;
  readonly source?: KeySource;
}

const analysed = new WeakMap<Files, Map<string, EncryptedFile>>();

/** The same, looked at once for all choices about the same files. */
function openedOnce(files: Files, path: string): EncryptedFile {
  const known = analysed.get(files) ?? new Map<string, EncryptedFile>();
  analysed.set(files, known);
  const file = known.get(path) ?? opened(files, path);
  known.set(path, file);
  return file;
}

/** The text after a choice, or why there is none. */
export function encrypted(files: Files, path: string, choice: Choice): string | Refusal {
  const result = encryptChanges(openedOnce(files, path), undefined, choice);
  if ('refused' in result) return result.refused;
  return applyEdits(
    files[path] ?? '',
    result.groups.flatMap(({ edits }) => edits),
  );
}

const keySizes = [2048, 3072, 4096] as const;
const yesNo = [true, false] as const;

/** All options for a new key. */
export const allOptions: readonly KeyOptions[] = keySizes.flatMap((keySize) =>
  yesNo.flatMap((hsm) =>
    yesNo.flatMap((rotation) =>
      (['roles', 'policies'] as const).flatMap((grant) =>
        (['system', 'user'] as const).map((identity) => ({ keySize, hsm, rotation, grant, identity })),
      ),
    ),
  ),
);

/** In words, for the title of a test. */
export function titleOf({ kind, source }: Choice): string {
  if (source === undefined) return kind;
  if (source.kind !== 'new') return `${kind}, ${source.kind}`;
  const { keySize, hsm, rotation, grant, identity } = source.options;
  return `${kind}, new RSA${hsm ? '-HSM' : ''} ${String(keySize)}${rotation ? ' rotated' : ''}, ${grant}, ${identity} identity`;
}

/** Every source and option for every kind that a target can have. */
export function choicesOf(target: EncryptTarget, options = allOptions): readonly Choice[] {
  return target.kinds.flatMap(({ kind, key, refused, sets }): Choice[] => {
    if (refused !== undefined) return [];
    const choice = (source?: KeySource): Choice => ({
      target: target.id,
      kind,
      ...(source === undefined ? {} : { source }),
    });
    if (key === 'none') return [choice()];
    const resourceId =
      '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.Compute/diskEncryptionSets/des-shared';
    return [
      ...(key === 'platformOrCustomer' ? [choice({ kind: 'platform' })] : []),
      ...sets.filter((set) => set.refused === undefined).map(({ id }) => choice({ kind: 'set', id })),
      choice({ kind: 'resourceId', resourceId }),
      choice({ kind: 'parameter', name: 'diskEncryptionSetId' }),
      ...options.map((one) => choice({ kind: 'new', options: one })),
    ];
  });
}
