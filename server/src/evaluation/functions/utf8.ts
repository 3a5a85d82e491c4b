/** Text to UTF-8 bytes and back; the language's own library has no encoder that every host has. */

/** The bytes of the text; undefined where it holds half a surrogate pair. */
export function utf8Bytes(text: string): number[] | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) return undefined;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), trailing(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), trailing(code >> 6), trailing(code));
    else bytes.push(0xf0 | (code >> 18), trailing(code >> 12), trailing(code >> 6), trailing(code));
  }
  return bytes;
}

function trailing(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** The text of the bytes; undefined where they are not UTF-8. */
export function utf8Text(bytes: readonly number[]): string | undefined {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
