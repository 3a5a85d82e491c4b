/** A range of the text: zero-based UTF-16 offsets, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** Text that is no valid syntax. Empty (`start === end`) where something is missing. */
export interface Skipped extends Span {
  kind: 'skipped';
}

/** A name; empty with an empty span where it is missing. */
export interface Identifier extends Span {
  kind: 'identifier';
  name: string;
}
