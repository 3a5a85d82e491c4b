/** `uniqueString` and `guid`: the hashes that Azure computes, so that names built from them are known. */
import { plainFunction } from './registry.js';
import type { FunctionError, Plain, TemplateFunction } from './registry.js';
import { sha1 } from './sha1.js';
import { utf8Bytes } from './utf8.js';

/** Namespace of the name-based identifiers that `guid` makes. */
const GUID_NAMESPACE = '11fb06fb712d4ddd98c7e71bbd588830';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

function ofTexts(name: string, hash: (bytes: number[]) => string): TemplateFunction {
  return plainFunction(name, (args: readonly Plain[]): string | FunctionError | undefined => {
    if (args.length === 0 || !args.every((arg) => typeof arg === 'string')) return { error: `'${name}' takes strings` };
    const bytes = utf8Bytes(args.join('-'));
    return bytes && hash(bytes);
  });
}

/** Murmur hash of 64 bits, in base 32. */
function uniqueString(bytes: readonly number[]): string {
  const [high, low] = murmurHash(bytes);
  let bits = (BigInt(high) << 32n) | BigInt(low);
  let text = '';
  for (let index = 0; index < 13; index++) {
    text += BASE32.charAt(Number(bits >> 59n));
    bits = BigInt.asUintN(64, bits << 5n);
  }
  return text;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function murmurHash(bytes: readonly number[]): readonly [number, number] {
  const first = 0x239b961b;
  const second = 0xab0e9789;
  let low = 0;
  let high = 0;
  const word = (at: number): number =>
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  const mixLow = (value: number): number => Math.imul(rotate(Math.imul(value, first), 15), second);
  const mixHigh = (value: number): number => Math.imul(rotate(Math.imul(value, second), 17), first);
  let at = 0;
  for (; at + 7 < bytes.length; at += 8) {
    low = rotate(low ^ mixLow(word(at)), 19) + high;
    low = (Math.imul(low, 5) + 0x561ccd1b) | 0;
    high = rotate(high ^ mixHigh(word(at + 4)), 13) + low;
    high = (Math.imul(high, 5) + 0x0bcaa747) | 0;
  }
  if (at < bytes.length) {
    low ^= mixLow(word(at));
    if (at + 4 < bytes.length) high ^= mixHigh(word(at + 4));
  }
  low ^= bytes.length;
  high ^= bytes.length;
  low = (low + high) | 0;
  high = (high + low) | 0;
  low = finished(low);
  high = finished(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return [high >>> 0, low >>> 0];
}

function finished(value: number): number {
  let result = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35);
  return result ^ (result >>> 16);
}

/** A name-based identifier, version 5 (RFC 4122). */
function guid(bytes: readonly number[]): string {
  const namespace = (GUID_NAMESPACE.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  const hash = sha1([...namespace, ...bytes]).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const hashingFunctions: readonly TemplateFunction[] = [
  ofTexts('uniqueString', uniqueString),
  ofTexts('guid', guid),
];
