/** Words for the conditions under which a possible finding holds. */
import { conditionsText } from '../evaluation/reason-text.js';
import type { Condition } from '../evaluation/value.js';

/** `If 'environment' is 'prod' and 'deploy' is true`, to stand before the message. */
export function witnessText(conditions: readonly Condition[]): string {
  return `If ${conditionsText(conditions)}`;
}
