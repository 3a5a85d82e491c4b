import { normalizeRegion } from './regions.js';
import { regionsOfSizes, sizeRegions } from './vm-size-regions.data.js';

let masks: ReadonlyMap<string, bigint> | undefined;
let bits: ReadonlyMap<string, bigint> | undefined;

/**
 * Whether a region listed a size, both in any spelling (2026-08-01). `undefined` where that is not known: another region, or a size
 * that no region listed. To sort and to inform; sizes come to regions every week, so never to judge a template.
 */
export function isListedInRegion(size: string, region: string): boolean | undefined {
  bits ??= new Map(sizeRegions.split(',').map((name, index) => [name, 1n << BigInt(index)]));
  masks ??= new Map(
    regionsOfSizes.split('\n').map((line) => {
      const [name = '', mask = '0'] = line.split(' ');
      return [name.toLowerCase(), BigInt(`0x${mask}`)];
    }),
  );
  const bit = bits.get(normalizeRegion(region));
  const name = size.toLowerCase();
  const mask = masks.get(name) ?? masks.get(name.replace(/^([a-z]+_[a-z]+)\d+(?:-\d+)?/, '$1#'));
  return bit === undefined || mask === undefined ? undefined : (mask & bit) !== 0n;
}
