import { propertyVersions } from './api-versions.data.js';

/** The API versions that know a property. */
export type PropertyVersions = {
  /** The first stable version. */
  readonly since: string;
  /** The oldest preview known to have it; older previews may exist. */
  readonly preview?: string;
  /** The last version that has it, where it was removed. */
  readonly until?: string;
  /** Values that came later than the property itself, and the first version of each. */
  readonly values?: Readonly<Record<string, string>>;
};

/** From this Key Vault API version on, a new vault that says nothing uses role assignments, before it access policies (KV-09, 2025-11-17). */
export const VAULT_RBAC_DEFAULT_SINCE = '2026-02-01';

/** From this API version on `activeKey.sourceVault` may be left out of a disk encryption set (DES-16, 2026-08-20). */
export const SOURCE_VAULT_OPTIONAL_SINCE = '2020-12-01';

/** The only API version in which the encryption block of a disk or snapshot must have a `type` (DSK-04, 2026-08-20). */
export const DISK_ENCRYPTION_TYPE_REQUIRED_IN = '2019-07-01';

/** Whether the text is an API version: a date, with a suffix for a preview. */
export function isApiVersion(text: string): boolean {
  return API_VERSION.test(text);
}

/**
 * Below 0 if `a` is older than `b`, above 0 if newer, 0 if they are the same. A preview is older than the stable version of its day.
 * Texts that are no API versions are older than all that are, and compare as text.
 */
export function compareApiVersions(a: string, b: string): number {
  return compareText(sortKey(a), sortKey(b));
}

/** When a property came, by resource type and path (`properties.encryption.type`, `[]` for an item of an array), in any letter case. */
export function findPropertyVersions(resourceType: string, path: string): PropertyVersions | undefined {
  return versionsByPath().get(keyOf(resourceType, path));
}

/**
 * Whether an API version knows a property. `undefined` where that is not known: a property that is not in the table, a text that is no
 * API version, or a preview older than the oldest one looked at, because old previews are taken from the type repositories.
 */
export function hasProperty(resourceType: string, path: string, apiVersion: string): boolean | undefined {
  const versions = findPropertyVersions(resourceType, path);
  if (versions === undefined || !isApiVersion(apiVersion)) return undefined;
  if (versions.until !== undefined && compareApiVersions(apiVersion, versions.until) > 0) return false;
  return isSince(apiVersion, versions.since, versions.preview);
}

/**
 * Whether an API version knows a value of a property. `undefined` as for `hasProperty`. A value without a date of its own is as old as
 * its property; that it is a value at all is not asked here.
 */
export function hasValue(resourceType: string, path: string, value: string, apiVersion: string): boolean | undefined {
  const since = firstVersionOfValue(resourceType, path, value);
  const property = hasProperty(resourceType, path, apiVersion);
  if (since === undefined || property !== true) return property;
  return isSince(apiVersion, since, undefined);
}

/** The first API version that knows a value, or `undefined` if it is as old as its property, or the property is not in the table. */
export function firstVersionOfValue(resourceType: string, path: string, value: string): string | undefined {
  const wanted = value.toLowerCase();
  const values = findPropertyVersions(resourceType, path)?.values ?? {};
  return Object.entries(values).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** Whether a new vault of that API version without `enableRbacAuthorization` uses role assignments (KV-09); `undefined` if unknown. */
export function vaultDefaultsToRbac(apiVersion: string): boolean | undefined {
  return isApiVersion(apiVersion) ? isSince(apiVersion, VAULT_RBAC_DEFAULT_SINCE, undefined, false) : undefined;
}

const API_VERSION = /^\d{4}-\d{2}-\d{2}(?:-[a-z]+)?$/i;

/** A preview before the first known one gets the answer `early`. */
function isSince(apiVersion: string, since: string, preview: string | undefined, early?: false): boolean | undefined {
  if (compareApiVersions(apiVersion, since) >= 0) return true;
  const isPreview = apiVersion.length > 'yyyy-mm-dd'.length;
  if (!isPreview) return false;
  if (preview !== undefined && compareApiVersions(apiVersion, preview) >= 0) return true;
  // A preview of the very day is part of the change or not: nobody says.
  return apiVersion.startsWith(since) ? undefined : early;
}

function sortKey(version: string): string {
  if (!isApiVersion(version)) return version.toLowerCase();
  // `~` sorts after letters, digits and the hyphen: in front, it lifts versions over other texts; behind, stable over preview.
  return `~${version.toLowerCase()}${version.length > 'yyyy-mm-dd'.length ? '' : '~'}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

let byPath: ReadonlyMap<string, PropertyVersions> | undefined;

function versionsByPath(): ReadonlyMap<string, PropertyVersions> {
  return (byPath ??= new Map(
    Object.entries(propertyVersions).flatMap(([resourceType, paths]) =>
      Object.entries(paths).map(([path, versions]) => [keyOf(resourceType, path), versions] as const),
    ),
  ));
}

function keyOf(resourceType: string, path: string): string {
  return `${resourceType} ${path}`.toLowerCase();
}
