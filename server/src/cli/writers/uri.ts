/** Paths as URI references. */

/** A relative or absolute path with `/`, its special characters escaped. */
export function uriOf(path: string): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  // The first part of a relative reference must not look like a scheme; a Windows path needs one.
  return /^[A-Za-z]%3A\//.test(escaped) ? `file:///${escaped.replace('%3A', ':')}` : escaped;
}
