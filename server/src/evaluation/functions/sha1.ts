/** SHA-1 (FIPS 180-4), synchronous: the hosts' own is not. Used for name-based identifiers only. */

/** The 20 bytes of the hash. */
export function sha1(message: readonly number[]): number[] {
  const bits = message.length * 8;
  const bytes = [...message, 0x80];
  while (bytes.length % 64 !== 56) bytes.push(0);
  const high = Math.floor(bits / 2 ** 32);
  for (const half of [high, bits]) bytes.push((half >>> 24) & 255, (half >>> 16) & 255, (half >>> 8) & 255, half & 255);
  const hash: Hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let at = 0; at < bytes.length; at += 64) addBlock(hash, bytes.slice(at, at + 64));
  return hash.flatMap((word) => [(word >>> 24) & 255, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
}

type Hash = [number, number, number, number, number];

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function addBlock(hash: Hash, block: readonly number[]): void {
  const words: number[] = [];
  for (let at = 0; at < 64; at += 4) {
    words.push(block.slice(at, at + 4).reduce((word, byte) => (word << 8) | byte, 0));
  }
  const word = (index: number): number => words[index] ?? 0;
  for (let index = 16; index < 80; index++) {
    words.push(rotate(word(index - 3) ^ word(index - 8) ^ word(index - 14) ^ word(index - 16), 1));
  }
  let [a, b, c, d, e] = hash;
  for (let index = 0; index < 80; index++) {
    const [mixed, constant] = round(index, b, c, d);
    const next = (rotate(a, 5) + mixed + e + constant + word(index)) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  }
  hash[0] = (hash[0] + a) | 0;
  hash[1] = (hash[1] + b) | 0;
  hash[2] = (hash[2] + c) | 0;
  hash[3] = (hash[3] + d) | 0;
  hash[4] = (hash[4] + e) | 0;
}

function round(index: number, b: number, c: number, d: number): readonly [number, number] {
  if (index < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (index < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (index < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}
