/** Bytes of a file as text, as .NET reads them: a byte order mark says more than the encoding that is named. */

/** The text without its byte order mark; undefined for an encoding that Bicep does not know. */
export function decodedText(bytes: Uint8Array, encoding: string): string | undefined {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  switch (encoding.toLowerCase()) {
    case 'utf-8':
      return new TextDecoder('utf-8').decode(bytes);
    case 'utf-16':
      return new TextDecoder('utf-16le').decode(bytes);
    case 'utf-16be':
      return new TextDecoder('utf-16be').decode(bytes);
    // The decoder of that name is another one on the web.
    case 'iso-8859-1':
      return fromCodes(bytes, (byte) => byte);
    case 'us-ascii':
      return fromCodes(bytes, (byte) => (byte < 0x80 ? byte : 0x3f));
    default:
      return undefined;
  }
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function fromCodes(bytes: Uint8Array, codeOf: (byte: number) => number): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(codeOf(byte));
  return text;
}
