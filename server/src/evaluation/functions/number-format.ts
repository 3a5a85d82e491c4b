/** .NET's format specifiers for whole numbers, in the invariant culture. */

/** The number in a standard format (`D3`, `X`, `N2`) or by a pattern (`#,##0`); undefined for what is not certain. */
export function formatInteger(value: number, specifier: string): string | undefined {
  const standard = /^([A-Za-z])(\d{0,3})$/.exec(specifier);
  if (/^[A-Za-z]\d{4,}$/.test(specifier)) return undefined;
  if (standard === null) return formatByPattern(value, specifier);
  const [, letter = '', digits = ''] = standard;
  const precision = digits === '' ? undefined : Number(digits);
  const sign = value < 0 ? '-' : '';
  const size = String(Math.abs(value));
  switch (letter.toUpperCase()) {
    case 'B':
      return value < 0 ? undefined : value.toString(2).padStart(precision ?? 0, '0');
    case 'C':
      return value < 0 ? undefined : `¤${grouped(size)}${fraction(precision ?? 2)}`;
    case 'D':
      return sign + size.padStart(precision ?? 0, '0');
    case 'E':
      return sign + scientific(size, precision ?? 6, letter);
    case 'F':
      return sign + size + fraction(precision ?? 2);
    case 'N':
      return sign + grouped(size) + fraction(precision ?? 2);
    case 'P':
      return value === 0
        ? `0${fraction(precision ?? 2)} %`
        : `${sign}${grouped(`${size}00`)}${fraction(precision ?? 2)} %`;
    case 'R':
      return precision === undefined ? sign + size : undefined;
    case 'X': {
      // Two's complement of 64 bits.
      const hex = BigInt.asUintN(64, BigInt(value))
        .toString(16)
        .padStart(precision ?? 0, '0');
      return letter === 'X' ? hex.toUpperCase() : hex;
    }
    case 'G':
      return precision === undefined || precision === 0 || precision >= size.length ? sign + size : undefined;
    default:
      return undefined;
  }
}

function fraction(digits: number): string {
  return digits === 0 ? '' : `.${'0'.repeat(digits)}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** One digit, the fraction, and an exponent of three digits; halves are rounded away from zero. */
function scientific(digits: string, precision: number, letter: string): string {
  let exponent = digits === '0' ? 0 : digits.length - 1;
  let kept = digits.padEnd(precision + 1, '0').slice(0, precision + 1);
  if (digits.length > precision + 1 && digits.charAt(precision + 1) >= '5') {
    const rounded = String(BigInt(kept) + 1n);
    if (rounded.length > kept.length) exponent++;
    kept = rounded.slice(0, precision + 1);
  }
  const [first = '0', ...rest] = kept;
  return `${first}${precision === 0 ? '' : `.${rest.join('')}`}${letter}+${String(exponent).padStart(3, '0')}`;
}

/** A custom pattern: up to three sections, of digits, groups, decimals, percent and text. */
function formatByPattern(value: number, pattern: string): string | undefined {
  const sections = pattern.split(';');
  if (/["'\\‰]|[eE][+-]?0/.test(pattern) || sections.length > 3) return undefined;
  const [positive = '', negative = '', zero = ''] = sections;
  if (value === 0) return bySection(0, sections.length === 3 && zero !== '' ? zero : positive);
  if (value < 0 && negative !== '') return bySection(-value, negative);
  const text = bySection(Math.abs(value), positive);
  return text === undefined || value > 0 ? text : `-${text}`;
}

function bySection(value: number, section: string): string | undefined {
  // Digits in one run, with text before and after it.
  const match = /^([^#0.,]*)([#0,]*)(?:\.([#0]*))?([^#0.,]*)$/.exec(section);
  if (match === null) return undefined;
  const [, before = '', whole = '', decimals, after = ''] = match;
  const percents = (before + after).split('%').length - 1;
  if (whole === '' && decimals === undefined) return percents === 0 ? before + after : undefined;
  // Commas at the end of the digits scale; between two of them they group.
  if (/^,|,$/.test(whole) || percents > 1 || whole === '') return undefined;
  const places = whole.replaceAll(',', '');
  const least = places.includes('0') ? places.length - places.indexOf('0') : 0;
  const size = value === 0 ? '' : `${String(value)}${percents === 1 ? '00' : ''}`;
  const digits = size.padStart(least, '0');
  const shown = whole.includes(',') ? grouped(digits) : digits;
  const zeros = decimals === undefined ? 0 : decimals.lastIndexOf('0') + 1;
  return before + shown + (zeros === 0 ? '' : `.${'0'.repeat(zeros)}`) + after;
}
