/** Small texts in many styles of layout, the same for the same seed. */

export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}

interface Style {
  readonly language: 'arm' | 'bicep';
  readonly unit: string;
  readonly lineBreak: string;
  readonly colon: string;
  readonly trailingCommas: boolean;
  readonly comments: boolean;
}

export function randomArm(random: Random): string {
  const style = randomStyle(random, 'arm');
  return object(random, style, '', 3);
}

export function randomBicep(random: Random): string {
  const style = randomStyle(random, 'bicep');
  return `var x = ${object(random, style, '', 3)}${style.lineBreak}`;
}

function randomStyle(random: Random, language: Style['language']): Style {
  return {
    language,
    unit: random.pick(['  ', '    ', '\t']) ?? '  ',
    lineBreak: random.pick(['\n', '\r\n']) ?? '\n',
    colon: random.pick([': ', ':']) ?? ': ',
    trailingCommas: language === 'arm' && random.chance(4),
    comments: random.chance(2),
  };
}

function value(random: Random, style: Style, indent: string, depth: number): string {
  const kind = depth === 0 ? 2 : random.below(4);
  if (kind === 0) return object(random, style, indent, depth - 1);
  if (kind === 1) return list(random, style, indent, '[]', () => value(random, style, indent + style.unit, depth - 1));
  if (style.language === 'bicep') return random.pick(['1', "'a, b'", 'true', 'y.z', "'''}'''", 'null']) ?? '1';
  return random.pick(['1', '"a, b // c"', 'true', '"[concat(\'}\', x())]"', '-2.5', 'null']) ?? '1';
}

function object(random: Random, style: Style, indent: string, depth: number): string {
  let names = 0;
  return list(random, style, indent, '{}', () => {
    const name = `p${names++}`;
    const key = style.language === 'arm' ? `"${name}"` : random.chance(4) ? `'${name}-x'` : name;
    return key + style.colon + value(random, style, indent + style.unit, depth - 1);
  });
}

/** Entries between brackets: all on one line, each on its own, or mixed. */
function list(random: Random, style: Style, indent: string, brackets: string, entry: () => string): string {
  const count = random.below(4);
  const layout = random.pick(['own lines', 'own lines', 'one line', 'mixed'] as const);
  const line = style.lineBreak + indent + style.unit;
  const comment = (): string => (style.comments && random.chance(4) ? ` // note, ${random.below(100)} }` : '');
  const ownComment = (): string =>
    style.comments && random.chance(4) ? `${line}// above, ${random.below(100)} {` : '';
  let text = brackets.charAt(0);
  let onNewLine = layout !== 'one line';
  const padding = layout === 'one line' ? (random.pick(['', ' ']) ?? '') : '';
  if (count === 0) {
    const inner = onNewLine ? `${comment()}${ownComment()}` : '';
    return text + inner + (inner !== '' || random.chance(3) ? style.lineBreak + indent : '') + brackets.charAt(1);
  }
  text += onNewLine ? comment() + ownComment() + line : padding;
  for (let index = 0; index < count; index++) {
    text += entry();
    const isLast = index === count - 1;
    const breaks = layout === 'own lines' || (layout === 'mixed' && random.chance(2));
    const comma = style.language === 'arm' ? !isLast || style.trailingCommas : !isLast && !breaks;
    if (comma) text += ',';
    if (isLast) {
      onNewLine = layout !== 'one line';
    } else if (breaks) {
      text += comment() + ownComment() + line;
    } else {
      text += random.pick(['', ' ']) ?? '';
    }
  }
  text += onNewLine ? comment() + ownComment() + style.lineBreak + indent : padding;
  return text + brackets.charAt(1);
}
