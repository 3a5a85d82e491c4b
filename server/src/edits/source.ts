/** What a change is written into: a text and its tree. */
import type { BicepFile } from '../syntax/bicep/tree.js';
import type { JsonFile } from '../syntax/json/tree.js';

/** A file as it stands; the tree is of exactly this text. */
export type EditableSource = (
  | { readonly language: 'arm'; readonly text: string; readonly json: JsonFile }
  | { readonly language: 'bicep'; readonly text: string; readonly tree: BicepFile }
) & {
  /** Parameters, in lower case, that a caller or a parameter file gives a value to; undefined: it is not known which. */
  readonly givenParameters?: ReadonlySet<string> | undefined;
};

/** The source of a file by the name that origins have; undefined: it cannot be edited. */
export type SourceOf = (file: string) => EditableSource | undefined;
