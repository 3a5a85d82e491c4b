import { JsonReader } from './read.js';
import type { JsonFile } from './tree.js';

/**
 * Reads a JSON text as leniently as Azure does: comments, trailing commas, strings over several lines or in single
 * quotes, names without quotes, a byte order mark. Never throws: broken text gives the part of the tree that could be
 * read, and `errors`.
 */
export function parseJson(text: string): JsonFile {
  return new JsonReader(text).read();
}
