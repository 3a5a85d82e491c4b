/** A region name as Azure compares it: without spaces and letter case (LOC-01: "West Europe" is westeurope). */
export function normalizeRegion(name: string): string {
  return name.replace(/\s+/g, '').toLowerCase();
}

/**
 * The name for people ("West Europe") of a region in any spelling, for messages only. A region that is not in the list comes back as it
 * was written: new ones open every year, and unknown is never wrong.
 */
export function regionDisplayName(name: string): string {
  return displayNames().get(normalizeRegion(name)) ?? name;
}

/** Names of known regions as templates write them (`westeurope`), sorted; for completion, never to judge a template. */
export function knownRegions(): string[] {
  return [...displayNames().keys()].sort();
}

// Public regions, US Government and China (azure-compute-docs, azure-docs and the region tables of bicep-registry-modules, 2026-08-07).
const REGIONS =
  'Australia Central,Australia Central 2,Australia East,Australia Southeast,Austria East,Belgium Central,Brazil South,' +
  'Brazil Southeast,Canada Central,Canada East,Central India,Central US,Chile Central,Denmark East,East Asia,East US,East US 2,' +
  'France Central,France South,Germany North,Germany West Central,India South Central,Indonesia Central,Israel Central,Italy North,' +
  'Japan East,Japan West,Jio India Central,Jio India West,Korea Central,Korea South,Malaysia West,Mexico Central,New Zealand North,' +
  'North Central US,North Europe,Norway East,Norway West,Poland Central,Qatar Central,South Africa North,South Africa West,' +
  'South Central US,South India,Southeast Asia,Spain Central,Sweden Central,Sweden South,Switzerland North,Switzerland West,' +
  'Taiwan North,UAE Central,UAE North,UK South,UK West,West Central US,West Europe,West India,West US,West US 2,West US 3,' +
  'USGov Arizona,USGov Texas,USGov Virginia,USDoD Central,USDoD East,' +
  'China East,China East 2,China East 3,China North,China North 2,China North 3';

let names: ReadonlyMap<string, string> | undefined;

function displayNames(): ReadonlyMap<string, string> {
  return (names ??= new Map(REGIONS.split(',').map((name) => [normalizeRegion(name), name])));
}
