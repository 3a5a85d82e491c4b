/** A value that is offered, in terms of the template: which language it is written in is decided last. */
import type { TemplateSource } from './resources-at-hand.js';
import type { ValuePlace } from './value-places.js';

export interface OfferedValue {
  /** What is written: a text, or code of the language (of JSON, without the brackets of an expression). */
  readonly value: { readonly text: string } | { readonly code: string };
  readonly label: string;
  /** Beside the label: why it is offered. */
  readonly description: string;
  readonly detail: string;
  readonly kind: 'reference' | 'member' | 'value' | 'role' | 'parameter';
  /** Later than all that fit. */
  readonly isLast?: boolean;
  readonly documentation?: string;
}

/** The value as it is written in the place of what is typed. */
export function writtenValue(source: TemplateSource, place: ValuePlace, { value }: OfferedValue): string {
  if (source.kind === 'bicep') return 'text' in value ? `'${value.text}'` : value.code;
  if (place.inExpression) return 'text' in value ? `'${value.text}'` : value.code;
  return 'text' in value ? `"${value.text}"` : `"[${value.code}]"`;
}
