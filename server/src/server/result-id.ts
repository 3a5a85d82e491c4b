/** A short name for a list of diagnostics: the same list, the same name, also after the server was started anew. */
export function resultIdOf(items: readonly unknown[], version: number | null): string {
  const text = JSON.stringify(items);
  // Two independent 32-bit hashes (FNV-1a and a multiplicative one): equal by chance once in 10^19.
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second + unit, 0x85ebca6b) ^ (second >>> 13);
  }
  const hash = [first, second].map((half) => (half >>> 0).toString(36)).join('-');
  // An editor moves the marks of a document while it is typed in; after an edit it needs the new places in any case.
  return version === null ? hash : `${hash}@${String(version)}`;
}
