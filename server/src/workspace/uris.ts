/** URIs of documents and files in one spelling, since clients escape them differently. */

/** Any URI with an authority, and its three parts. */
const HIERARCHICAL = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(\/[^?#]*)?/i;

/**
 * The one spelling of a URI by which files are compared: each segment of the path escaped as `encodeURIComponent` does,
 * a Windows drive in lower case. A URI without `//` (`untitled:Untitled-1`) stays as it is.
 */
export function canonicalUri(uri: string): string {
  const match = HIERARCHICAL.exec(uri);
  if (match === null) return uri;
  const [whole, scheme = '', authority = '', path = ''] = match;
  const segments = path.split('/').map(canonicalSegment);
  const drive = segments[1];
  if (drive !== undefined && /^[A-Za-z]%3A$/.test(drive)) segments[1] = drive.toLowerCase().replace('%3a', '%3A');
  return `${scheme.toLowerCase()}://${authority}${segments.join('/')}${uri.slice(whole.length)}`;
}

function canonicalSegment(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment));
  } catch {
    // Not a valid escape: whatever it means, it means the same each time.
    return segment;
  }
}

export function schemeOf(uri: string): string {
  return /^[a-z][a-z0-9+.-]*(?=:)/i.exec(uri)?.[0].toLowerCase() ?? '';
}

/** Whether a file lies in a folder, at any depth. Both canonical, the folder without a slash at its end. */
export function isInFolder(uri: string, folder: string): boolean {
  return uri.startsWith(`${folder}/`);
}
