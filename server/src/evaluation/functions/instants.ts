/** Points in time and ISO 8601 durations, as far as Azure's date functions need them. */

/** Units of time are whole seconds and ticks of 100 ns. */
export interface Instant {
  /** Local time as seconds since 1970, as if it were UTC. */
  readonly local: number;
  readonly ticks: number;
  /** Minutes that local time is ahead of UTC. */
  readonly offset: number;
}

export interface Duration {
  readonly seconds: number;
  readonly ticks: number;
}

export const TICKS = 10_000_000;

/** Years 1 to 9999. */
export const FIRST_SECOND = -62_135_596_800;
export const LAST_SECOND = 253_402_300_799;

const EXTENDED =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})()(Z)$/;

/**
 * Reads the usual spellings of ISO 8601; without a zone it is UTC. undefined for others, which .NET may take;
 * `'invalid'` for a date that does not exist.
 */
export function parseInstant(text: string): Instant | 'invalid' | undefined {
  const match = EXTENDED.exec(text) ?? BASIC.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = fields;
  const date = new Date(0);
  date.setUTCFullYear(y, m - 1, d);
  const exists = y > 0 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d && h < 24 && min < 60 && s < 60;
  if (!exists) return 'invalid';
  const offset =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  if (Math.abs(offset) > 14 * 60) return 'invalid';
  return { local: date.getTime() / 1000 + h * 3600 + min * 60 + s, ticks: Number(fraction.padEnd(7, '0')), offset };
}

const DURATION =
  /^(-)?P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/;

const DAY = 86_400;

/** Azure counts a year as 365 days and a month as 30; twelve months are a year. Weeks are refused. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2, 8)
    .map((part: string | undefined) => Number(part ?? 0));
  const allDays = (years + Math.floor(months / 12)) * 365 + (months % 12) * 30 + days;
  const sign = match[1] === undefined ? 1 : -1;
  return {
    seconds: sign * (allDays * DAY + hours * 3600 + minutes * 60 + seconds),
    ticks: sign * Number((match[8] ?? '').padEnd(7, '0')),
  };
}

/** undefined beyond the years that exist. */
export function addDuration(instant: Instant, duration: Duration): Instant | undefined {
  const ticks = instant.ticks + duration.ticks;
  const carry = Math.floor(ticks / TICKS);
  const local = instant.local + duration.seconds + carry;
  return isInRange(local) ? { local, ticks: ticks - carry * TICKS, offset: instant.offset } : undefined;
}

export function isInRange(seconds: number): boolean {
  return seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
}

/** The same point in time with no offset. */
export function inUtc(instant: Instant): Instant {
  return { local: instant.local - instant.offset * 60, ticks: instant.ticks, offset: 0 };
}
