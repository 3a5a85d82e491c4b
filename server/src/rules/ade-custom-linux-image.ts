import { readPath } from '../evaluation/access.js';
import { casesOf, combineAll } from '../evaluation/cases.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import type { Case, Value } from '../evaluation/value.js';
import type { AdeUse, Machine } from '../inventory/model.js';
import { nameOfAde, replaceAde } from './ade-fixes.js';
import { defineRule } from './rule.js';

/** On Linux, Azure Disk Encryption works with endorsed marketplace images only. */
export const adeCustomLinuxImage = defineRule({
  id: 'ade-custom-linux-image',
  title: 'Azure Disk Encryption on a custom Linux image',
  severity: 'warning',
  category: 'azure disk encryption',
  facts: ['ADE-07'],
  alongside: ['ade-retiring'],
  messages: {
    custom:
      "'{machine}' runs a custom Linux image, which Azure Disk Encryption does not support, so its disks may stay without it or not start. Use encryption at host, or an endorsed image of the marketplace.",
  },
  *check({ adeUses }) {
    for (const use of adeUses) {
      const { machine } = use;
      if (machine === undefined || !isLinux(use)) continue;
      for (const { value: image, when: imaged } of customImagesOf(machine)) {
        for (const alternative of use.when) {
          const when = combineAll(alternative, imaged);
          if (when === undefined) continue;
          yield {
            message: ['custom', { machine: nameOfAde(use) }],
            at: use.at,
            when,
            about: [use.resource, machine.resource],
            related: [{ message: 'The custom image is named here.', at: image }],
            fixes: replaceAde(machine),
          };
        }
      }
    }
  },
});

/** The extension says it by its type; settings of a disk leave it to the machine. */
function isLinux({ os, machine }: AdeUse): boolean {
  return os === 'linux' || (os === undefined && machine !== undefined && isText(machine.osType, 'Linux'));
}

/** Images of one's own and of galleries: named by an id and not by publisher, offer and sku. */
function* customImagesOf({ imageReference }: Machine): Generator<Case> {
  for (const { value: reference, when: whole } of casesOf(imageReference)) {
    if (reference.kind !== 'object') continue;
    const read = (name: string): Value => readPath(reference, [name], reference.origin);
    if (!isAbsent(read('publisher'))) continue;
    for (const name of ['id', 'sharedGalleryImageId', 'communityGalleryImageId']) {
      for (const { value, when } of casesOf(read(name))) {
        const both = combineAll(whole, when);
        if (both === undefined || isAbsent(value) || textOf(value) === '' || isPlatformImage(value)) continue;
        // In an object whose names are not all known, the property may not be there.
        if (!reference.entries.has(name.toLowerCase())) continue;
        yield { value, when: both };
      }
    }
  }
}

/** A marketplace image has an id too. */
function isPlatformImage(id: Value): boolean {
  return /\/publishers\/[^/]+\/artifacttypes\/vmimage\//i.test(textOf(id) ?? '');
}
