/** .NET's format specifiers for whole numbers, in the invariant culture. */

/** The number in a standard format (`D3`, `X`, `N2`); undefined for one that is not certain. */
export function formatInteger(value: number, specifier: string): string | undefined {
  const standard = /^([A-Za-z])(\d{0,2})$/.exec(specifier);
  if (standard === null) return undefined;
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
      return value === 0 ? undefined : `${sign}${grouped(`${size}00`)}${fraction(precision ?? 2)} %`;
    case 'X': {
      if (value < 0) return undefined;
      const hex = value.toString(16).padStart(precision ?? 0, '0');
      return letter === 'X' ? hex.toUpperCase() : hex;
    }
    case 'G':
      return precision === undefined || precision === 0 ? sign + size : undefined;
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
