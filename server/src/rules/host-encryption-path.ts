import type { Fix } from '../edits/change.js';
import { WrittenAt } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import { textOf, usePlaceOf } from '../evaluation/value.js';
import type { Origin } from '../evaluation/value.js';
import type { Machine } from '../inventory/model.js';
import { isInlinePool, lacksEncryptionAtHost, setEncryptionAtHost, writtenElsewhere } from './encryption-at-host.js';
import { defineRule } from './rule.js';

/** Encryption at host that is written where Azure does not look for it, or as a text, is not on. */
export const hostEncryptionPath = defineRule({
  id: 'host-encryption-path',
  title: 'Encryption at host where Azure does not read it',
  severity: 'error',
  category: 'encryption at host',
  facts: ['EAH-02', 'EAH-21', 'AKS-01'],
  messages: {
    elsewhere: "Azure does not read {written} of '{machine}', so encryption at host stays off. Move it to {right}.",
    text: "{right} of '{machine}' is the text '{text}', where Azure takes a boolean only. Write it without quotes.",
  },
  *check({ machines }) {
    for (const machine of machines) {
      const right = machine.encryptionAtHostPath.join('.');
      const about = [machine.resource];
      // Pools of one cluster are one resource: what this says of one must not silence what is said of another.
      const subjects = isInlinePool(machine) ? [] : about;
      for (const { value, when } of casesOf(machine.encryptionAtHost)) {
        const text = textOf(value);
        if (text === undefined) continue;
        const isTrue = text.toLowerCase() === 'true' && value.origin.trail === undefined;
        yield {
          message: ['text', { machine: machine.name, right, text }],
          at: value,
          when,
          about,
          subjects,
          fixes: isTrue
            ? [
                {
                  title: 'Write true as a boolean',
                  preferred: true,
                  changes: [{ kind: 'replace', at: value.origin, value: true }],
                },
              ]
            : [],
        };
      }
      for (const { place, when } of writtenElsewhere(machine)) {
        yield {
          message: ['elsewhere', { machine: machine.name, written: place.path.join('.'), right }],
          at: place.name,
          when,
          about,
          subjects,
          fixes: moveOf(
            place,
            machines.filter((one) => one.misplacedEncryptionAtHost.some(({ name }) => isSame(name, place.name))),
          ),
        };
      }
    }
  },
});

type Misplaced = Machine['misplacedEncryptionAtHost'][number];

/** `machines`: all that it is written for; several pools where it is written at their cluster. */
function moveOf(place: Misplaced, machines: readonly Machine[]): Fix[] {
  const { value } = place;
  if (machines.some((machine) => lacksEncryptionAtHost(machine) || machine.adeUses.length > 0)) return [];
  const at = usePlaceOf(value);
  const text = textOf(value)?.toLowerCase();
  // A text that comes from elsewhere would be one at the right place, too.
  if (text !== undefined && (text !== 'true' || at !== value.origin)) return [];
  const written = value.kind === 'literal' && at === value.origin ? true : new WrittenAt(at);
  const right = machines[0]?.encryptionAtHostPath ?? [];
  return [
    {
      title: `Move it to ${right.join('.')}`,
      preferred: true,
      changes: [
        { kind: 'remove', at: isAlone(place, right) ? place.holder.origin : at },
        ...machines.map((machine) => setEncryptionAtHost(machine, written)),
      ],
    },
  ];
}

/** Whether the object around it has no other use, and no place of its own in the model. */
function isAlone({ holder, path }: Misplaced, right: readonly string[]): boolean {
  const outer = path.slice(0, -1).map((name) => name.toLowerCase());
  return (
    holder.entries.size === 1 &&
    !holder.open &&
    holder.origin.trail === undefined &&
    outer.length > 1 &&
    !outer.every((name, depth) => name === right[depth]?.toLowerCase())
  );
}

function isSame(left: Origin, right: Origin): boolean {
  return left.file === right.file && left.start === right.start;
}
