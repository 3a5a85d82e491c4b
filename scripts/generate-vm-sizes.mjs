/**
 * Writes server/src/facts/vm-sizes.data.ts and vm-size-regions.data.ts from a collected list of Azure VM sizes.
 *
 *   node scripts/generate-vm-sizes.mjs <vmsizes.json> [<vmsizes.regions.json>]
 *
 * The list: { meta: { generated }, sizes: [{ size, family, encryptionAtHost, premiumIO, ultraSSD, ephemeralOs, tempDiskMiB,
 * nvmeDiskMiB?, confidential, memoryGB, vCPUs, arch, hyperV, retired, asOf }] }, null where nothing is known.
 * The regions: { regions: [<name>], bySize: { <size>: <hexadecimal mask, a bit a region> } }; beside the list unless named.
 * server/src/facts/vm-sizes.ts says what a line of the result means.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [listPath, regionsPath] = process.argv.slice(2);
if (listPath === undefined) {
  console.error('usage: node scripts/generate-vm-sizes.mjs <vmsizes.json> [<vmsizes.regions.json>]');
  process.exit(2);
}

const { meta, sizes } = JSON.parse(readFileSync(listPath, 'utf8'));
const {
  bySize,
  regions: regionNames,
  asOf: regionsAsOf,
} = JSON.parse(readFileSync(regionsPath ?? join(dirname(listPath), 'vmsizes.regions.json'), 'utf8'));

const byName = new Map(sizes.map((row) => [row.size, row]));
const groups = new Map();
for (const row of sizes) {
  const parts = /^((?:Standard|Basic)_[A-Z]+)(\d+(?:-\d+)?)(.*)$/.exec(row.size);
  if (parts === null) throw new Error(`${row.size}: not the name of a size`);
  const [, head, count, tail] = parts;
  const shared = [
    row.family ?? '',
    `${head}#${tail}`,
    flags(row),
    (row.hyperV ?? []).map((generation) => generation.slice(1)).join(''),
    row.retired ?? '',
    row.asOf ?? '',
  ];
  const key = shared.join(';');
  const group = groups.get(key) ?? { shared, rows: [] };
  group.rows.push({
    count,
    vCPUs: row.vCPUs,
    memory: row.memoryGB,
    // A size whose local disk is NVMe reports 0 MiB of temp disk; it is not a size without one.
    temp: row.tempDiskMiB === 0 && (row.nvmeDiskMiB ?? 0) > 0 ? null : row.tempDiskMiB,
    regions: bySize[row.size] === undefined ? 0 : ones(bySize[row.size]),
  });
  groups.set(key, group);
}

const lines = [...groups.values()].map(({ shared, rows }) => {
  const memoryEach = mostCommon(rows.map((row) => ratio(row.memory, row.vCPUs)));
  const tempEach = mostCommon(rows.map((row) => ratio(row.temp, row.vCPUs)));
  const regions = mostCommon(rows.map((row) => String(row.regions)));
  const entries = rows.map((row) =>
    [
      row.count,
      field(row.vCPUs, Number.parseInt(row.count, 10)),
      field(row.memory, product(memoryEach, row.vCPUs)),
      field(row.temp, product(tempEach, row.vCPUs)),
      field(row.regions, Number(regions)),
    ]
      .join('/')
      .replace(/\/+$/, ''),
  );
  return [...shared, memoryEach, tempEach, regions, entries.join(' ')].join(';');
});

const target = join(dirname(fileURLToPath(import.meta.url)), '../server/src/facts/vm-sizes.data.ts');
writeFileSync(
  target,
  `// Written by scripts/generate-vm-sizes.mjs: do not edit. ${sizes.length} sizes, collected ${meta.generated}, regions as of ${regionsAsOf}.

/** A line a group of sizes; \`vm-sizes.ts\` reads it. */
export const vmSizeGroups = \`${lines.join('\n')}\`;
`,
);
console.log(`${sizes.length} sizes in ${lines.length} groups`);

writeFileSync(
  join(dirname(target), 'vm-size-regions.data.ts'),
  `// Written by scripts/generate-vm-sizes.mjs: do not edit. Which public regions listed a size on ${regionsAsOf}.

/** The bits of a mask, the least significant first. */
export const sizeRegions =
  '${regionNames.join(',')}';

/** A line \`name mask\`: a name with \`#\` for the number is a group, a whole name an exception from its group. */
export const regionsOfSizes = \`${regionLines().join('\n')}\`;
`,
);

function regionLines() {
  const byPattern = new Map();
  for (const [size, mask] of Object.entries(bySize)) {
    const pattern = size.replace(/^((?:Standard|Basic)_[A-Z]+)\d+(?:-\d+)?/, '$1#');
    byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), { size, mask }]);
  }
  return [...byPattern].flatMap(([pattern, listed]) => {
    const common = mostCommon(
      listed.map(({ mask }) => mask),
      16,
    );
    const others = listed.filter(({ mask }) => mask !== common);
    return [`${pattern} ${common}`, ...others.map(({ size, mask }) => `${size} ${mask}`)];
  });
}

function flags(row) {
  return [
    yesNo(staleFalse(row) ? null : row.encryptionAtHost),
    yesNo(row.premiumIO),
    yesNo(row.ultraSSD),
    yesNo(row.ephemeralOs),
    { x64: 'x', Arm64: 'a' }[row.arch] ?? '-',
    { SNP: 's', TDX: 't', SGX: 'g' }[row.confidential] ?? '-',
  ].join('');
}

/**
 * The HB176 and HX176 sizes without RDMA were last seen in January 2024, without encryption at host. Their twins with RDMA
 * answered the same then and gained it afterwards, so the old "false" says nothing about today.
 */
function staleFalse(row) {
  if (row.encryptionAtHost !== false) return false;
  const twin = byName.get(row.size.replace(/^(Standard_(?:HB|HX)[\d-]+)s/, '$1rs'));
  return twin !== undefined && twin !== row && twin.encryptionAtHost === true && twin.asOf > row.asOf;
}

function yesNo(value) {
  return value === null || value === undefined ? '-' : value ? 'y' : 'n';
}

function ones(mask) {
  return BigInt(`0x${mask}`).toString(2).replaceAll('0', '').length;
}

function ratio(amount, vCPUs) {
  return amount === null || amount === undefined || !vCPUs ? '' : String(amount / vCPUs);
}

function product(each, vCPUs) {
  return each === '' || vCPUs === null || vCPUs === undefined ? null : Number(each) * vCPUs;
}

/** Empty where the reader works the value out itself, \`~\` where it is unknown. */
function field(value, expected) {
  const known = value ?? null;
  if (known === expected) return '';
  return known === null ? '~' : String(known);
}

function mostCommon(values, longest = 8) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  // A ratio with endless digits costs more than the values it saves.
  return [...counts].filter(([value]) => value.length <= longest).sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
