/** Words for the answers of the inventory: what a layer is encrypted with, and why. */
import { conditionsText } from '../../evaluation/reason-text.js';
import type { Condition } from '../../evaluation/value.js';
import type { Answer, AtRest, Covered } from '../../inventory/coverage.js';
import { plain, sentence } from './markdown.js';

const AT_REST: Readonly<Record<AtRest | 'unknown', string>> = {
  platformKey: 'Platform key',
  customerKey: 'Customer key',
  platformAndCustomerKeys: 'Double encryption',
  confidentialPlatformKey: 'Confidential, platform key',
  confidentialCustomerKey: 'Confidential, customer key',
  ephemeral: 'Ephemeral, on the host',
  unknown: 'Not known',
};

const COVERED: Readonly<Record<Covered | 'hardware' | 'unknown', string>> = {
  encrypted: 'Encrypted',
  notEncrypted: 'Not encrypted',
  none: 'None',
  hardware: 'Encrypted by hardware',
  unknown: 'Not known',
};

/** Under encryption at host a cache has the key of its disk, the temporary disk always a platform key (EAH-14, EAH-15). */
const CACHE = { ...COVERED, encrypted: 'Encrypted, key of the disk' };
const TEMPORARY = { ...COVERED, encrypted: 'Encrypted, platform key' };

const GUEST: Readonly<Record<'ade' | 'none' | 'unknown', string>> = {
  ade: 'Azure Disk Encryption',
  none: 'None',
  unknown: 'Not known',
};

const IN_USE: Readonly<Record<'confidential' | 'none' | 'unknown', string>> = {
  confidential: 'Encrypted memory',
  none: 'None',
  unknown: 'Not known',
};

/** An answer in two columns: what it is, and why. Both are markdown. */
export interface Told {
  readonly what: string;
  readonly why: string;
}

export function tellAtRest(answer: Answer<AtRest>): Told {
  return tell(answer, AT_REST);
}

export function tellCovered(answer: Answer<Covered | 'hardware'>): Told {
  return tell(answer, COVERED);
}

export function tellCache(answer: Answer<Covered>): Told {
  return tell(answer, CACHE);
}

export function tellTemporary(answer: Answer<Covered | 'hardware'>): Told {
  return tell(answer, TEMPORARY);
}

export function tellGuest(answer: Answer<'ade' | 'none'>): Told {
  return tell(answer, GUEST);
}

export function tellInUse(answer: Answer<'confidential' | 'none'>): Told {
  return tell(answer, IN_USE);
}

/** In a few words, for a lens: `double encryption`. */
export function shortAtRest(answer: Answer<AtRest>): string {
  switch (answer.is) {
    case 'platformAndCustomerKeys':
      return 'double encryption';
    case 'confidentialPlatformKey':
    case 'confidentialCustomerKey':
      return 'confidential disk encryption';
    case 'platformKey':
      return 'platform key';
    case 'customerKey':
      return 'customer key';
    case 'ephemeral':
      return 'ephemeral';
    case 'depends':
      return answer.oneOf.map((is) => AT_REST[is].toLowerCase()).join(' or ');
    case 'unknown':
      return 'encryption not known';
  }
}

function tell<T extends string>(answer: Answer<T>, words: Readonly<Record<T | 'unknown', string>>): Told {
  const { is, because, cases } = answer;
  if (is !== 'depends') return { what: words[is], why: sentence(plain(because)) };
  const told = cases.map((one) => ({ what: words[one.is], why: plain(one.because), when: whenText(one.when) }));
  const whats = [...new Set(told.map(({ what }) => what))];
  return {
    what: whats.join(' or '),
    why: told.map(({ what, why, when }) => (when === '' ? sentence(why) : `${what} if ${when}`)).join('; '),
  };
}

/** What must hold, in words; empty: nothing. */
export function whenText(when: readonly Condition[]): string {
  return when.length === 0 ? '' : plain(conditionsText(when));
}
