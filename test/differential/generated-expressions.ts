/** Expressions of the template functions, made at random: typed so that most can be computed, with edge cases so that some cannot. */

type Make = () => string;

const TEXTS = [
  '',
  'a',
  'A',
  'abc',
  'ABC',
  'a-b',
  'x/y/z',
  'Hello World',
  '0',
  '5',
  '-12',
  'true',
  'é',
  'a,b;c',
  '  pad ',
  'aXbXc',
  'disk-des',
  'Microsoft.Compute/disks',
  'westEurope',
  '10.0.0.0/16',
  '{0}',
  'ab12',
  'B',
  'b',
  'a1',
  'a10',
  'Ö',
  "it's",
  'a"b',
  'a\\b',
  '日本',
  '%20',
  'a+b',
  '😀',
  '1.5',
  '[x]',
  'null',
  '{"a":[1,{"b":null}]}',
  'YWJj',
  '2020-02-28T23:59:59Z',
  '2019-12-31',
  '__proto__',
  'constructor',
];
const INTEGERS = [0, 1, 2, 3, 5, 7, 10, 12, 16, 24, 100, -1, -2, -7, 255, 1000, 65536, 2147483647, 4294967296];
const NAMES = ['a', 'b', 'c', 'Name', 'x1', '__proto__'];
const FORMATS = [
  '{0}',
  '{0}-{1}',
  'x{0}y',
  '{0:D3}',
  '{0:X}',
  '{0:x4}',
  '{0:N0}',
  '{0:000}',
  '{0,5}',
  '{0,-5}|',
  '{{{0}}}',
  '{1}{0}{1}',
  '{0:F1}',
  '{0:P0}',
  '{0:G}',
  'none',
  '{0:0.00}',
  '{0:#,##0}',
  '{0:E2}',
  '{0:0;(0);z}',
  '{0',
];
const DURATIONS = [
  'P1D',
  'P1M',
  'P1Y',
  '-P1D',
  'PT1H',
  'PT90M',
  'P1Y2M3DT4H5M6S',
  'P13M',
  'PT0.5S',
  '-PT36H',
  'P400D',
  'P1W',
  'P0D',
  '-P1Y1M',
];
const DATES = [
  '2020-01-01T00:00:00Z',
  '2019-12-31 23:59:59Z',
  '2020-02-29T12:30:45.678Z',
  '2000-06-15',
  '2021-03-04T05:06:07+05:30',
  '1969-07-20T20:17:40Z',
  '2020-1-5T00:00:00Z',
  '0001-01-02T00:00:00Z',
  '2020-11-09T10:11:12.1234567-08:00',
];
const DATE_FORMATS = [
  'yyyy-MM-dd',
  'd',
  'D',
  'u',
  'o',
  's',
  'r',
  'yyyyMMddHHmmss',
  'MMM d, yyyy',
  'dddd',
  'HH:mm',
  'hh:mm tt',
  'ss.fff',
  'ss.FFF',
  'yy',
  'zzz',
  'K',
  'g',
  'G',
  'f',
  'F',
  't',
  'T',
  'm',
  'y',
  "yyyy'y'",
  '%d',
  'ddd MMMM',
  'h:m:s t',
  'z zz',
];
const RANGES = [
  '10.0.0.0/16',
  '10.144.0.0/20',
  '192.168.1.77/24',
  '10.0.0.0/30',
  '172.16.0.0/12',
  '10.1.2.3/32',
  '10.1.2.2/31',
  '0.0.0.0/0',
  'fdad:3236:5555:1::/64',
  '2001:db8:0:1:0:0:1:1/96',
  '::1/128',
  'fe80::1:0:0:1/112',
  '255.255.255.0/24',
];
const JSON_TEXTS = [
  '{"a":1}',
  '{"b":{"c":[1,2]},"10":1}',
  '{"a":null,"x1":"y"}',
  '{}',
  '{"a":1.5}',
  "{'a':[1,],}",
  '{a:0x1f} // c',
  '[1',
];
const BASES = [
  'https://a.com/',
  'http://A.com/b/c',
  'https://a.blob.core.windows.net/x/',
  'https://a.com:8080/b',
  'https://a.com',
  'https://u:p@a.com/x/../y/?q',
];
const PATHS = ['c', 'c/d.json', '/x', 'c?y=z', 'a b', '../x', 'nested/t.json', '', 'x.y/z', '%41%2f', './é', '?q=1'];

/** So deep calls nest. */
const DEEPEST = 3;

/** `count` different expressions; the same seed gives the same ones. */
export function generatedExpressions(seed: number, count: number): string[] {
  let state = seed >>> 0;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const pick = <T>(from: readonly T[], fallback: T): T => from[Math.floor(random() * from.length)] ?? fallback;
  const one = (from: readonly Make[]): string => pick(from, () => "''")();
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const text = (from: readonly string[]): string => quote(pick(from, ''));
  const several = (make: Make, least: number, most: number): string =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, make).join(', ');
  let depth = 0;
  const deeper = (leaf: Make, from: () => readonly Make[]): string => {
    if (depth >= DEEPEST) return leaf();
    depth++;
    const made = one(from());
    depth--;
    return made;
  };

  const string: Make = () =>
    random() < 0.55
      ? text(TEXTS)
      : deeper(
          () => text(TEXTS),
          () => strings,
        );
  const integer: Make = () =>
    random() < 0.7
      ? String(pick(INTEGERS, 1))
      : deeper(
          () => '1',
          () => integers,
        );
  const small: Make = () => String(pick([0, 1, 2, 3, 4, -1, 5], 0));
  const boolean: Make = () =>
    random() < 0.4
      ? pick(['true()', 'false()'], 'true()')
      : deeper(
          () => 'true()',
          () => booleans,
        );
  const array: Make = () =>
    deeper(
      () => `createArray(${several(() => text(TEXTS), 0, 3)})`,
      () => arrays,
    );
  const object: Make = () =>
    deeper(
      () => "createObject('a', 1)",
      () => objects,
    );
  const scalar: Make = () => one([string, string, integer, boolean]);
  const any: Make = () => one([string, string, integer, boolean, array, object, () => 'null()']);
  const separator: Make = () => pick(["','", "'-'", "'/'", "'X'", "''", "createArray(',', ';')", "'a'"], "','");
  const variable = (name: string): string => `lambdaVariables('${name}')`;

  const strings: readonly Make[] = [
    () => `concat(${several(scalar, 1, 4)})`,
    () => `format(${text(FORMATS)}, ${several(scalar, 1, 3)})`,
    () => `format('{0}|{1}', ${any()}, ${any()})`,
    () => `toLower(${string()})`,
    () => `toUpper(${string()})`,
    () => `trim(${string()})`,
    () => `substring(${string()}, ${small()}${random() < 0.5 ? `, ${small()}` : ''})`,
    () => `replace(${string()}, ${string()}, ${string()})`,
    () =>
      `padLeft(${one([string, integer])}, ${String(pick([1, 3, 5, 8, 16, 17], 1))}${random() < 0.5 ? ", '0'" : ''})`,
    () => `take(${string()}, ${small()})`,
    () => `skip(${string()}, ${small()})`,
    () => `first(${string()})`,
    () => `last(${string()})`,
    () => `string(${any()})`,
    () => `join(${array()}, ${string()})`,
    () => `base64(${string()})`,
    () => `base64ToString(${one([() => `base64(${string()})`, string])})`,
    () => `uriComponent(${string()})`,
    () => `uriComponentToString(${string()})`,
    () => `uniqueString(${several(string, 1, 3)})`,
    () => `guid(${several(string, 1, 3)})`,
    () => `dataUri(${any()})`,
    () => `dataUriToString(dataUri(${string()}))`,
    () => `uri(${text(BASES)}, ${text(PATHS)})`,
    () => `buildUri(createObject('scheme', 'https', 'host', 'a.com', 'path', ${text(PATHS)}, 'port', ${small()}))`,
    () => `dateTimeAdd(${text(DATES)}, ${text(DURATIONS)}${random() < 0.6 ? `, ${text(DATE_FORMATS)}` : ''})`,
    () => `dateTimeFromEpoch(${integer()})`,
    // Of IPv6 the engine tries all subnets where the prefix is shorter, and never ends.
    () =>
      `cidrSubnet(${text(RANGES.filter((one) => !one.includes(':')))}, ${String(pick([16, 17, 20, 24, 28, 32], 16))}, ${small()})`,
    () => `cidrHost(${text(RANGES)}, ${String(pick([0, 1, 2, 5, 253, 254], 0))})`,
    () => `last(split(${string()}, ${separator()}))`,
    () => `if(${boolean()}, ${string()}, ${string()})`,
    () => `coalesce(${one([string, () => 'null()'])}, ${string()})`,
    () => `tryGet(${object()}, ${text(NAMES)})`,
    () => `indexFromEnd(${array()}, ${small()})`,
  ];
  const integers: readonly Make[] = [
    () => `add(${integer()}, ${integer()})`,
    () => `sub(${integer()}, ${integer()})`,
    () => `mul(${integer()}, ${integer()})`,
    () => `div(${integer()}, ${integer()})`,
    () => `mod(${integer()}, ${integer()})`,
    () => `min(${integer()}, ${integer()})`,
    () => `max(${integer()}, ${integer()}, ${integer()})`,
    () => `max(${array()})`,
    () => `min(createArray(${several(integer, 1, 3)}))`,
    () => `length(${one([string, array, object])})`,
    () => `int(${one([integer, string])})`,
    () => `indexOf(${one([string, array])}, ${string()})`,
    () => `lastIndexOf(${one([string, array])}, ${string()})`,
    () => `dateTimeToEpoch(${text(DATES)})`,
    () => `tryIndexFromEnd(createArray(${several(integer, 0, 3)}), ${small()})`,
  ];
  const booleans: readonly Make[] = [
    () => `equals(${any()}, ${any()})`,
    () => `equals(${string()}, ${string()})`,
    () => `equals(${array()}, ${array()})`,
    () => `equals(${object()}, ${object()})`,
    () => `and(${boolean()}, ${boolean()})`,
    () => `or(${boolean()}, ${boolean()})`,
    () => `not(${boolean()})`,
    () => `less(${integer()}, ${integer()})`,
    () => `less(${string()}, ${string()})`,
    () => `lessOrEquals(${integer()}, ${integer()})`,
    () => `greater(${string()}, ${string()})`,
    () => `greaterOrEquals(${integer()}, ${integer()})`,
    () => `contains(${string()}, ${string()})`,
    () => `contains(${array()}, ${any()})`,
    () => `contains(${object()}, ${text(NAMES)})`,
    () => `empty(${any()})`,
    () => `startsWith(${string()}, ${string()})`,
    () => `endsWith(${string()}, ${string()})`,
    () => `like(${string()}, concat(${string()}, '*'))`,
    () => `bool(${one([string, integer, boolean])})`,
  ];
  const arrays: readonly Make[] = [
    () => `createArray(${several(any, 0, 3)})`,
    () => `createArray(${several(string, 0, 3)})`,
    () => `split(${string()}, ${separator()})`,
    () => `concat(${several(array, 1, 3)})`,
    () => `union(${several(array, 2, 3)})`,
    () => `intersection(${array()}, ${array()})`,
    () => `distinct(${array()})`,
    () => `take(${array()}, ${small()})`,
    () => `skip(${array()}, ${small()})`,
    () => `range(${small()}, ${small()})`,
    () => `flatten(createArray(${several(array, 0, 3)}))`,
    () => `array(${any()})`,
    () => `items(${object()})`,
    () => `objectKeys(${object()})`,
    () => `map(${array()}, lambda('x', format('{0}!', ${variable('x')})))`,
    () => `map(range(0, 3), lambda('x', 'i', add(${variable('x')}, ${variable('i')})))`,
    () => `filter(${array()}, lambda('x', not(equals(${variable('x')}, ${any()}))))`,
    () => `sort(${array()}, lambda('a', 'b', less(${variable('a')}, ${variable('b')})))`,
    () =>
      `createArray(reduce(createArray(${several(string, 0, 3)}), ${string()}, lambda('a', 'b', concat(${variable('a')}, ${variable('b')}))))`,
  ];
  const objects: readonly Make[] = [
    () => `createObject(${several(() => `${text(NAMES)}, ${any()}`, 0, 3)})`,
    () => `createObject('a', ${any()}, 'b', ${any()}, 'c', ${object()})`,
    () => `union(${several(object, 2, 3)})`,
    () => `shallowMerge(createArray(${several(object, 0, 3)}))`,
    () => `intersection(${object()}, ${object()})`,
    () => `json(${text(JSON_TEXTS)})`,
    () => `base64ToJson(base64(${text(JSON_TEXTS)}))`,
    () => `parseCidr(${text(RANGES)})`,
    () => `parseUri(${text(BASES)})`,
    () => `toObject(createArray(${several(string, 1, 3)}), lambda('x', concat('k', ${variable('x')})))`,
    () => `groupBy(createArray(${several(string, 1, 3)}), lambda('x', take(${variable('x')}, 1)))`,
    () => `mapValues(${object()}, lambda('v', string(${variable('v')})))`,
    () => `if(${boolean()}, ${object()}, ${object()})`,
  ];

  const all = [...strings, ...strings, ...integers, ...booleans, ...arrays, ...objects];
  const made = new Set<string>();
  for (let tries = 0; made.size < count && tries < count * 20; tries++) {
    const expression = one(all);
    if (expression.length <= 400) made.add(expression);
  }
  return [...made];
}
