/** A value that is offered, in terms of the template: which language it is written in is decided last. */
import type { ValuePlace } from './value-places.js';

export interface OfferedValue {
  /** What is written: a text, code of the language (of JSON, without the brackets of an expression), or a text with tab stops. */
  readonly value: { readonly text: string } | { readonly code: string } | { readonly snippet: string };
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
export function writtenValue(language: 'arm' | 'bicep', { inExpression }: ValuePlace, { value }: OfferedValue): string {
  const isPlain = language === 'arm' && !inExpression;
  if ('code' in value) return isPlain ? `"[${value.code}]"` : value.code;
  const text = 'text' in value ? value.text : value.snippet;
  return isPlain ? `"${text}"` : `'${text}'`;
}
