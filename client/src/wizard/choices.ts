import type {
  EncryptionKind,
  EncryptTarget,
  EncryptTargetsResult,
  KeyOptions,
  KeySource,
  KindChoice,
} from '../../../server/src/protocol.js';

/** What has been chosen so far. A later step looks at what an earlier one left; going back changes it. */
export interface Choices {
  readonly uri: string;
  readonly offered: EncryptTargetsResult;
  readonly target?: EncryptTarget;
  readonly kind?: EncryptionKind;
  readonly key?: KeyChoice;
  readonly resourceId?: string;
  readonly protection?: Pick<KeyOptions, 'hsm' | 'keySize'>;
  readonly rotation?: boolean;
  readonly grant?: KeyOptions['grant'];
  readonly identity?: KeyOptions['identity'];
}

export type KeyChoice =
  Exclude<KeySource, { readonly kind: 'new' | 'resourceId' }> | { readonly kind: 'new' | 'resourceId' };

export type StepName = 'target' | 'kind' | 'key' | 'resourceId' | 'protection' | 'rotation' | 'grant' | 'identity';

/** The kind that was chosen, with what the server says of it. */
export function chosenKind({ target, kind }: Choices): KindChoice | undefined {
  return target?.kinds.find((one) => one.kind === kind);
}

/** The steps on the way: as many as there can be, as long as what decides about them is not chosen. */
export function stepsOf(choices: Choices): readonly StepName[] {
  const steps: StepName[] = ['target', 'kind'];
  if (chosenKind(choices)?.key === 'none') return steps;
  steps.push('key');
  const source = choices.key?.kind ?? 'new';
  if (source === 'resourceId') steps.push('resourceId');
  if (source === 'new') {
    steps.push('protection');
    // Confidential sets cannot follow a key that is rotated.
    if (choices.kind !== 'confidential') steps.push('rotation');
    steps.push('grant', 'identity');
  }
  return steps;
}

/** Where the key comes from, once all steps are made. */
export function keySourceOf(choices: Choices): KeySource | undefined {
  const { key, resourceId = '', protection, rotation = false, grant = 'roles', identity = 'user' } = choices;
  if (key === undefined || chosenKind(choices)?.key === 'none') return undefined;
  switch (key.kind) {
    case 'new':
      return { kind: 'new', options: { hsm: false, keySize: 3072, ...protection, rotation, grant, identity } };
    case 'resourceId':
      return { kind: 'resourceId', resourceId };
    default:
      return key;
  }
}
