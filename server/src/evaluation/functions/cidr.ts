/** Address ranges: `parseCidr`, `cidrSubnet`, `cidrHost`. */
import { plainFunction } from './registry.js';
import type { FunctionError, Plain, TemplateFunction } from './registry.js';

interface Range {
  readonly address: bigint;
  /** Bits of an address: 32 or 128. */
  readonly bits: number;
  readonly prefix: number;
}

/** A range; undefined for what only some readers take (masks, leading zeros, IPv4 inside IPv6). */
function parseRange(text: string): Range | undefined {
  const match = /^([0-9a-f.:]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(text);
  if (match === null) return undefined;
  const [, address = '', length] = match;
  const isSix = address.includes(':');
  const value = isSix ? parseSix(address) : parseFour(address);
  const bits = isSix ? 128 : 32;
  if (value === undefined) return undefined;
  const prefix = length === undefined ? usualPrefix(value, isSix) : Number(length);
  return prefix > bits ? undefined : { address: value, bits, prefix };
}

/** The prefix of a range that has none, by the old classes of networks (Bicep CLI 0.49.2). */
function usualPrefix(address: bigint, isSix: boolean): number {
  if (isSix) return 64;
  const first = address >> 24n;
  if (first < 128n) return 8;
  return first < 192n ? 16 : 24;
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseSix(text: string): bigint | undefined {
  if (text.includes('.')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

function addressText(value: bigint, bits: number): string | undefined {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  // .NET writes low addresses with an IPv4 tail.
  if (value >> 48n === 0n && value >> 16n !== 0n) return undefined;
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}

function hostMask(bits: number, prefix: number): bigint {
  return (1n << BigInt(bits - prefix)) - 1n;
}

function parseCidr(text: Plain | undefined): Plain | FunctionError | undefined {
  const range = typeof text === 'string' ? parseRange(text) : undefined;
  if (range === undefined) return undefined;
  const { bits, prefix } = range;
  const hosts = hostMask(bits, prefix);
  const network = (range.address | hosts) ^ hosts;
  const isFour = bits === 32;
  const end = network | hosts;
  // Of an IPv4 range the first and the last address are the network's own.
  const [firstUsable, lastUsable] = !isFour
    ? [network, end]
    : prefix >= 31
      ? [network, network]
      : [network + 1n, end - 1n];
  const written = [network, ((1n << BigInt(bits)) - 1n) ^ hosts, end, firstUsable, lastUsable].map((value) =>
    addressText(value, bits),
  );
  const [networkText, netmask, broadcast, first, last] = written;
  if (networkText === undefined || netmask === undefined || broadcast === undefined) return undefined;
  if (first === undefined || last === undefined) return undefined;
  const result = Object.create(null) as Record<string, Plain>;
  Object.assign(result, { network: networkText, netmask }, isFour ? { broadcast } : {});
  return Object.assign(result, { firstUsable: first, lastUsable: last, cidr: prefix });
}

function cidrSubnet(
  text: Plain | undefined,
  prefix: Plain | undefined,
  index: Plain | undefined,
): string | FunctionError | undefined {
  const range = typeof text === 'string' ? parseRange(text) : undefined;
  if (range === undefined || !Number.isSafeInteger(prefix) || !Number.isSafeInteger(index)) return undefined;
  const { bits, address } = range;
  if (typeof prefix !== 'number' || typeof index !== 'number') return undefined;
  if (prefix < range.prefix || prefix > bits) return { error: `no subnet '/${prefix}' in this range` };
  if (index < 0 || BigInt(index) >= 1n << BigInt(prefix - range.prefix))
    return { error: `no subnet with the index '${index}'` };
  const hosts = hostMask(bits, range.prefix);
  const start = ((address | hosts) ^ hosts) + (BigInt(index) << BigInt(bits - prefix));
  const written = addressText(start, bits);
  return written === undefined ? undefined : `${written}/${prefix}`;
}

function cidrHost(text: Plain | undefined, index: Plain | undefined): string | FunctionError | undefined {
  const range = typeof text === 'string' ? parseRange(text) : undefined;
  if (range === undefined || typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) return undefined;
  const { bits, prefix } = range;
  const hosts = hostMask(bits, prefix);
  const host = BigInt(index) + 1n;
  if (host > hosts - (bits === 32 ? 1n : 0n))
    return bits === 32 ? { error: `no host with the index '${index}'` } : undefined;
  return addressText(((range.address | hosts) ^ hosts) + host, bits);
}

export const cidrFunctions: readonly TemplateFunction[] = [
  plainFunction('parseCidr', ([text]) => parseCidr(text)),
  plainFunction('cidrSubnet', ([text, prefix, index]) => cidrSubnet(text, prefix, index)),
  plainFunction('cidrHost', ([text, index]) => cidrHost(text, index)),
];
