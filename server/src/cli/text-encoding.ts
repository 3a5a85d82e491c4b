/** Bytes of a file to text and back, as editors save templates. */
import { isAscii, isUtf8 } from 'node:buffer';

export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

export interface DecodedText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasMark: boolean;
  /** Some bytes mean nothing in this encoding and stand as U+FFFD: the text cannot be written back. */
  readonly damaged: boolean;
}

const marks: readonly { readonly encoding: Encoding; readonly bytes: Buffer }[] = [
  { encoding: 'utf8', bytes: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: 'utf16le', bytes: Buffer.from([0xff, 0xfe]) },
  { encoding: 'utf16be', bytes: Buffer.from([0xfe, 0xff]) },
];

/** UTF-16 by its byte order mark, everything else as UTF-8. */
export function decodeText(bytes: Buffer): DecodedText {
  const mark = marks.find((one) => bytes.subarray(0, one.bytes.length).equals(one.bytes));
  const encoding = mark?.encoding ?? 'utf8';
  const content = mark === undefined ? bytes : bytes.subarray(mark.bytes.length);
  return { ...decoded(content, encoding), encoding, hasMark: mark !== undefined };
}

function decoded(content: Buffer, encoding: Encoding): { text: string; damaged: boolean } {
  // Most templates are plain ASCII, which is read in half the time.
  if (encoding === 'utf8' && isAscii(content)) return { text: content.toString('latin1'), damaged: false };
  if (encoding === 'utf8') return { text: content.toString('utf8'), damaged: !isUtf8(content) };
  const even = content.length - (content.length % 2);
  const pairs = content.subarray(0, even);
  const text = (encoding === 'utf16be' ? Buffer.from(pairs).swap16() : pairs).toString('utf16le');
  return { text, damaged: even !== content.length };
}

/** The bytes of a text in the encoding that the file had. */
export function encodeText(text: string, { encoding, hasMark }: Pick<DecodedText, 'encoding' | 'hasMark'>): Buffer {
  const content = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le');
  if (encoding === 'utf16be') content.swap16();
  const mark = hasMark ? marks.find((one) => one.encoding === encoding) : undefined;
  return mark === undefined ? content : Buffer.concat([mark.bytes, content]);
}
