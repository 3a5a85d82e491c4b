/** .NET's format specifiers for whole numbers, in the invariant culture. */

/** The number in a standard format (`D3`, `X`, `N2`); undefined for one that is not certain. */
export function formatInteger(value: number, specifier: string): string | undefined {
  const standard = /^([A-Za-z])(\d{0,2})$/.exec(specifier);
  if (standard === null) return formatByPattern(value, specifier);
  const [, letter = '', digits = ''] = standard;
  const precision = digits === '' ? undefined : Number(digits);
  const sign = value < 0 ? '-' : '';
  const size = String(Math.abs(value));
  switch (letter.toUpperCase()) {
    case 'D':
      return sign + size.padStart(precision ?? 0, '0');
    case 'F':
      return sign + size + fraction(precision ?? 2);
    case 'N':
      return sign + grouped(size) + fraction(precision ?? 2);
    case 'P':
      return value === 0
        ? `0${fraction(precision ?? 2)} %`
        : `${sign}${grouped(`${size}00`)}${fraction(precision ?? 2)} %`;
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

/** `000` and `0.00`: the only patterns whose outcome needs no rounding and no grouping. */
function formatByPattern(value: number, pattern: string): string | undefined {
  const match = /^(0+)(\.0+)?$/.exec(pattern);
  if (match === null) return undefined;
  const [, digits = '', decimals = ''] = match;
  return `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(digits.length, '0')}${decimals}`;
}
