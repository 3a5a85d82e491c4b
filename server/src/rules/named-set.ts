/** Whether a disk encryption set is named, also where it is not known which one. */
import type { Case, Value } from '../evaluation/value.js';
import type { DiskEncryptionSet, Link } from '../inventory/model.js';

/** Whether the link leads to a set whatever the parameters are. An id that is given under conditions only may not be there. */
export function namesSet({ value: link, when }: Case<Link<DiskEncryptionSet>>): boolean {
  if (link.kind !== 'unknown') return link.kind === 'to';
  return when.length === 0 && isGiven(link.at);
}

/**
 * Whether an id of unknown text is there: a parameter that must have a value, a text of unknown parts, the output of a
 * module that is not at hand. What is read from an unknown object may be null.
 */
export function isGiven(id: Value): boolean {
  if (id.kind !== 'unknown' || id.shape?.nullable === true) return false;
  return id.term.kind === 'parameter' || id.term.kind === 'text' || id.because.kind === 'module';
}
