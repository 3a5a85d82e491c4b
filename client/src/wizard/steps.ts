import type { EncryptTarget, KeyOptions } from '../../../server/src/protocol.js';
import { chosenKind } from './choices.js';
import type { Choices, KeyChoice, StepName } from './choices.js';
import { pick, type } from './quick-steps.js';
import { problemOfSetId } from './set-id.js';
import type { Answer, Option, Position } from './quick-steps.js';
import { iconOfTarget, kindOfTarget, kindText, presentText, refusalText } from './texts.js';
import { l10n, Uri, workspace } from 'vscode';

/** The choices after a step. */
type Step = (choices: Choices, position: Position, explanation: string | undefined) => Promise<Answer<Choices>>;

/** How each step asks. */
export const steps: Readonly<Record<StepName, Step>> = {
  target: (choices, position, explanation) =>
    picked(
      pick(
        position,
        l10n.t('What should be encrypted?'),
        targetOptions(choices),
        (one) => one.id === choices.target?.id,
        explanation,
      ),
      // Another target has other kinds.
      (target) => ({ uri: choices.uri, offered: choices.offered, target }),
    ),

  kind: (choices, position, explanation) => {
    const { target } = choices;
    const options = (target?.kinds ?? []).map(({ kind, refused }) => ({
      value: kind,
      ...kindText(kind, target?.kind === 'newVirtualMachine'),
      ...(refused === undefined ? {} : { refused: refusalText(refused) }),
    }));
    const placeholder = l10n.t('How should it be encrypted?');
    return picked(
      pick(position, placeholder, options, (one) => one === choices.kind, explanation),
      (kind) =>
        kind === choices.kind
          ? choices
          : { uri: choices.uri, offered: choices.offered, ...(target && { target }), kind },
    );
  },

  key: (choices, position, explanation) =>
    picked(
      pick(
        position,
        l10n.t('Where does the key come from?'),
        keyOptions(choices),
        (one) => isSame(one, choices.key),
        explanation,
      ),
      (key) => ({ ...choices, key }),
    ),

  resourceId: (choices, position) =>
    picked(
      type(
        position,
        l10n.t('Resource id of the disk encryption set'),
        '/subscriptions/.../providers/Microsoft.Compute/diskEncryptionSets/...',
        choices.resourceId ?? '',
        problemOfSetId,
      ),
      (resourceId) => ({ ...choices, resourceId }),
    ),

  protection: (choices, position, explanation) => {
    const isConfidential = choices.kind === 'confidential';
    const options = [false, true].flatMap((hsm) =>
      ([3072, 2048, 4096] as const).map((keySize): Option<Pick<KeyOptions, 'hsm' | 'keySize'>> => ({
        value: { hsm, keySize },
        label: hsm ? l10n.t('RSA-HSM, {0} bits', keySize) : l10n.t('RSA, {0} bits', keySize),
        ...(keySize === 3072 && hsm === isConfidential && { description: l10n.t('recommended') }),
        ...(keySize === 3072 && {
          group: hsm
            ? l10n.t('Protected by a hardware security module, in a premium vault')
            : l10n.t('Protected by software, in a standard vault'),
        }),
        ...(isConfidential &&
          !hsm && { refused: l10n.t('A confidential disk needs a key in a hardware security module.') }),
      })),
    );
    const known = choices.protection ?? { hsm: isConfidential, keySize: 3072 };
    return picked(
      pick(
        position,
        l10n.t('Which key?'),
        options,
        (one) => one.hsm === known.hsm && one.keySize === known.keySize,
        explanation,
      ),
      (protection) => ({ ...choices, protection }),
    );
  },

  rotation: (choices, position, explanation) =>
    picked(
      pick(
        position,
        l10n.t('Should the key be rotated?'),
        [
          {
            value: true,
            label: l10n.t('Rotate it automatically'),
            description: l10n.t('recommended'),
            detail: l10n.t('The vault makes a new version after 18 months, and the disks follow it within an hour.'),
          },
          {
            value: false,
            label: l10n.t('Keep one version'),
            detail: l10n.t('A new version reaches the disks only when the template names it.'),
          },
        ],
        (one) => one === choices.rotation,
        explanation,
      ),
      (rotation) => ({ ...choices, rotation }),
    ),

  grant: (choices, position, explanation) =>
    picked(
      pick<KeyOptions['grant']>(
        position,
        l10n.t('How does the vault grant access?'),
        [
          {
            value: 'roles',
            label: l10n.t('Azure roles'),
            description: l10n.t('recommended'),
            detail: l10n.t('A role assignment on the key. Whoever deploys must be allowed to assign roles.'),
          },
          {
            value: 'policies',
            label: l10n.t('Access policies'),
            detail: l10n.t('A policy in the vault, with the permissions get, wrapKey and unwrapKey.'),
          },
        ],
        (one) => one === choices.grant,
        explanation,
      ),
      (grant) => ({ ...choices, grant }),
    ),

  identity: (choices, position, explanation) =>
    picked(
      pick<KeyOptions['identity']>(
        position,
        l10n.t('Which identity does the disk encryption set use?'),
        [
          {
            value: 'user',
            label: l10n.t('User-assigned'),
            description: l10n.t('recommended'),
            detail: l10n.t('A new identity that has its access before the disk encryption set is made.'),
          },
          {
            value: 'system',
            label: l10n.t('System-assigned'),
            detail: l10n.t('The own identity of the disk encryption set. The disks wait until it has its access.'),
          },
        ],
        (one) => one === choices.identity,
        explanation,
      ),
      (identity) => ({ ...choices, identity }),
    ),
};

async function picked<T>(answer: Promise<Answer<T>>, next: (value: T) => Choices): Promise<Answer<Choices>> {
  const given = await answer;
  return typeof given === 'string' ? given : { chosen: next(given.chosen) };
}

function targetOptions({ offered }: Choices): Option<EncryptTarget>[] {
  const isNew = ({ place }: EncryptTarget): boolean => place === undefined;
  const here = offered.targets.filter((one) => !one.isElsewhere && !isNew(one));
  const elsewhere = offered.targets.filter((one) => one.isElsewhere);
  const added = offered.targets.filter(isNew);
  const groups: readonly (readonly [string, readonly EncryptTarget[]])[] = [
    [l10n.t('In this template'), here],
    [l10n.t('In other files'), elsewhere],
    [l10n.t('New'), added],
  ];
  return groups.flatMap(([group, targets]) =>
    targets.map((target, index): Option<EncryptTarget> => {
      const { kind, name, place, nodes } = target;
      const count = nodes.length > 1 ? l10n.t('{0} of them', nodes.length) : '';
      const words = [kindOfTarget(kind), count, presentText(target)].filter((word) => word !== '').join(', ');
      return {
        value: target,
        icon: iconOfTarget(kind),
        ...(index === 0 && { group }),
        ...(place === undefined
          ? { label: kindOfTarget(kind) }
          : {
              label: name,
              description: words,
              ...(target.isElsewhere && {
                detail: l10n.t(
                  'Declared in {0}, which is opened for it.',
                  workspace.asRelativePath(Uri.parse(place.uri)),
                ),
              }),
            }),
      };
    }),
  );
}

function keyOptions(choices: Choices): Option<KeyChoice>[] {
  const kind = chosenKind(choices);
  const { setParameters } = choices.offered;
  const sets = (kind?.sets ?? []).map(({ id, name, refused }): Option<KeyChoice> => ({
    value: { kind: 'set', id },
    label: name,
    icon: 'shield',
    description: l10n.t('disk encryption set of this template'),
    ...(refused === undefined ? {} : { refused: refusalText(refused) }),
  }));
  const parameters = setParameters.length > 0 ? setParameters : ['diskEncryptionSetId'];
  const options: Option<KeyChoice>[] = [
    {
      value: { kind: 'new' },
      label: l10n.t('New vault, key and disk encryption set'),
      icon: 'add',
      detail: l10n.t('Added to the template, with the access that the disk encryption set needs.'),
    },
    ...(kind?.key === 'platformOrCustomer'
      ? [
          {
            value: { kind: 'platform' },
            label: l10n.t('Platform-managed key'),
            icon: 'azure',
            detail: l10n.t('Azure holds the key.'),
          } as const,
        ]
      : []),
    ...sets.filter(({ refused }) => refused === undefined),
    {
      value: { kind: 'resourceId' },
      label: l10n.t('An existing disk encryption set'),
      icon: 'link',
      detail: l10n.t('By its resource id.'),
    },
    ...parameters.map((name): Option<KeyChoice> => ({
      value: { kind: 'parameter', name },
      label: l10n.t('The parameter {0}', name),
      icon: 'symbol-parameter',
      detail:
        setParameters.length > 0
          ? l10n.t('A parameter of this template.')
          : l10n.t('Added to the template; whoever deploys it gives the resource id.'),
    })),
    ...sets.filter(({ refused }) => refused !== undefined),
  ];
  return options;
}

function isSame(left: KeyChoice, right: KeyChoice | undefined): boolean {
  return right !== undefined && JSON.stringify(left) === JSON.stringify(right);
}
