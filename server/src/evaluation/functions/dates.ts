/** Functions of dates. */
import { formatInstant } from './date-format.js';
import { addDuration, inUtc, isInRange, parseDuration, parseInstant } from './instants.js';
import type { Instant } from './instants.js';
import { plainFunction } from './registry.js';
import type { FunctionError, Plain, TemplateFunction } from './registry.js';

/** What Azure writes where no format is given; the zone is a letter, whatever the offset. */
const DEFAULT_FORMAT = "yyyy-MM-dd'T'HH:mm:ss'Z'";

function instantOf(text: Plain | undefined): Instant | FunctionError | undefined {
  if (typeof text !== 'string') return { error: 'a date is a string' };
  const instant = parseInstant(text);
  return instant === 'invalid' ? { error: `'${text}' is not a valid ISO8601 DateTime string` } : instant;
}

function dateTimeAdd(
  base: Plain | undefined,
  duration: Plain | undefined,
  format: Plain | undefined,
): string | FunctionError | undefined {
  const instant = instantOf(base);
  if (instant === undefined || 'error' in instant) return instant;
  const span = typeof duration === 'string' ? parseDuration(duration) : undefined;
  if (span === undefined) return { error: 'the duration is not a valid ISO8601 Duration string' };
  if (format !== undefined && typeof format !== 'string') return { error: 'a format is a string' };
  const result = addDuration(instant, span);
  if (result === undefined) return { error: 'the date is out of range' };
  return formatInstant(result, format ?? DEFAULT_FORMAT);
}

function toEpoch(text: Plain | undefined): number | FunctionError | undefined {
  const instant = instantOf(text);
  return instant === undefined || 'error' in instant ? instant : inUtc(instant).local;
}

function fromEpoch(seconds: Plain | undefined): string | FunctionError | undefined {
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || !isInRange(seconds)) {
    return { error: 'not a valid epoch time' };
  }
  return formatInstant({ local: seconds, ticks: 0, offset: 0 }, DEFAULT_FORMAT);
}

export const dateFunctions: readonly TemplateFunction[] = [
  plainFunction('dateTimeAdd', ([base, duration, format]) => dateTimeAdd(base, duration, format)),
  plainFunction('dateTimeToEpoch', ([text]) => toEpoch(text)),
  plainFunction('dateTimeFromEpoch', ([seconds]) => fromEpoch(seconds)),
];
