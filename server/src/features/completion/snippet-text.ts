/** The syntax of snippets, as VS Code and the Language Server Protocol have it; stops are not nested. */

export type SnippetPiece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'stop';
      readonly number: number;
      /** Where the stop is defined: its choices, or its one default. Elsewhere none: it mirrors. */
      readonly choices: readonly string[];
    };

/** Reads a body. */
export function parseSnippet(body: string): SnippetPiece[] {
  const pieces: SnippetPiece[] = [];
  const stops = /\\([$}\\])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\|])*)\|)?\}/g;
  let end = 0;
  const addText = (text: string): void => {
    if (text !== '') pieces.push({ kind: 'text', text });
  };
  for (const match of body.matchAll(stops)) {
    addText(body.slice(end, match.index));
    end = match.index + match[0].length;
    const [, escaped, mirrored, number, placeholder, choices] = match;
    if (escaped !== undefined) addText(escaped);
    else if (choices !== undefined) {
      const values = choices.match(/(?:\\.|[^\\,])+/g) ?? [];
      pieces.push({ kind: 'stop', number: Number(number), choices: values.map(unescaped) });
    } else {
      const defaults = placeholder === undefined ? [] : [unescaped(placeholder)];
      pieces.push({ kind: 'stop', number: Number(mirrored ?? number), choices: defaults });
    }
  }
  addText(body.slice(end));
  return pieces;
}

/** Writes a body. */
export function writeSnippet(pieces: readonly SnippetPiece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text.replace(/[\\$}]/g, '\\$&');
      const { number, choices } = piece;
      if (choices.length > 1) {
        return `\${${String(number)}|${choices.map((one) => one.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
      }
      const [only] = choices;
      return only === undefined ? `\${${String(number)}}` : `\${${String(number)}:${only.replace(/[\\$}]/g, '\\$&')}}`;
    })
    .join('');
}

/** The text that a body becomes where nobody types; `choose` takes another choice than the first. */
export function plainText(
  pieces: readonly SnippetPiece[],
  choose: (number: number, choices: readonly string[]) => string | undefined = () => undefined,
): string {
  const values = new Map<number, string>();
  for (const piece of pieces) {
    if (piece.kind === 'stop' && piece.choices.length > 0 && !values.has(piece.number)) {
      values.set(piece.number, choose(piece.number, piece.choices) ?? piece.choices[0] ?? '');
    }
  }
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : (values.get(piece.number) ?? ''))).join('');
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
