/** Templates as text, and changes to them, for the tests of the edits. */
import type { Change, Declared, NewValue } from '../../../server/src/edits/change.js';
import type { EditableSource } from '../../../server/src/edits/source.js';
import { applyEdits, writeChanges } from '../../../server/src/edits/write-changes.js';
import type { Origin } from '../../../server/src/evaluation/value.js';
import { parseBicep } from '../../../server/src/syntax/bicep/parse.js';
import { parseJson } from '../../../server/src/syntax/json/parse.js';
import { armTemplate } from '../../../server/src/template/arm.js';
import { bicepTemplate } from '../../../server/src/template/bicep.js';
import type { Template } from '../../../server/src/template/model.js';

export type Language = EditableSource['language'];

/** A text that can be edited and asked for its declarations. */
export class Written {
  readonly source: EditableSource;
  readonly file: string;
  private read: Template | undefined;

  constructor(
    readonly language: Language,
    readonly text: string,
  ) {
    this.file = language === 'arm' ? 'main.json' : 'main.bicep';
    this.source =
      language === 'arm' ? { language, text, json: parseJson(text) } : { language, text, tree: parseBicep(text) };
  }

  get template(): Template {
    const { source, file } = this;
    return (this.read ??=
      source.language === 'arm' ? armTemplate(file, source.json) : bicepTemplate(file, source.tree));
  }

  /** The place of the only occurrence of a text. */
  at(part: string): Origin {
    const start = this.text.indexOf(part);
    if (start < 0 || this.text.includes(part, start + 1)) throw new Error(`not once in the text: ${part}`);
    return { file: this.file, start, end: start + part.length };
  }

  /** The resource or module with this symbol, type or module name. */
  declared(name: string): Declared {
    const { resources, modules } = this.template;
    const isIt = (symbol: string | undefined, type: string): boolean => symbol === name || type === name;
    const declaration =
      resources.find((resource) => isIt(resource.symbol, resource.type) || nameOf(resource.name()) === name) ??
      modules.find((module) => isIt(module.symbol, '') || nameOf(module.name()) === name);
    if (declaration === undefined) throw new Error(`no resource ${name}`);
    return { file: this.file, declaration };
  }

  /** The text after the changes; undefined where they are not possible. */
  after(...changes: readonly Change[]): string | undefined {
    const edits = writeChanges(changes, (file) => (file === this.file ? this.source : undefined));
    return edits === undefined ? undefined : applyEdits(this.text, edits);
  }

  set(resource: string, path: string, value: NewValue): Change {
    return { kind: 'set', resource: this.declared(resource), path: path.split('.'), value };
  }

  setIn(object: string, path: string, value: NewValue): Change {
    return { kind: 'setIn', object: this.at(object), path: path.split('.'), value };
  }

  replace(part: string, value: NewValue): Change {
    return { kind: 'replace', at: this.at(part), value };
  }

  remove(part: string): Change {
    return { kind: 'remove', at: this.at(part) };
  }

  append(array: string, ...items: readonly NewValue[]): Change {
    return { kind: 'append', array: this.at(array), items };
  }

  depend(resource: string, on: string): Change {
    return { kind: 'addDependency', resource: this.declared(resource), on: this.declared(on) };
  }
}

function nameOf(expression: { readonly kind: string; readonly value?: unknown } | undefined): unknown {
  return expression?.kind === 'literal' ? expression.value : undefined;
}

export function arm(text: string): Written {
  return new Written('arm', text);
}

export function bicep(text: string): Written {
  return new Written('bicep', text);
}

/** Syntax errors of a text. */
export function syntaxErrors({ source }: Written): readonly unknown[] {
  return source.language === 'arm' ? source.json.errors : source.tree.errors;
}

/** The text without the indentation that all of its lines share, and without the first and last line break. */
export function lines(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
  const text = String.raw(strings, ...values).replace(/^\n|\n[ \t]*$/g, '');
  const indents = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : (/^ */.exec(line)?.[0].length ?? 0)));
  const common = Math.min(...indents);
  return (
    text
      .split('\n')
      .map((line) => line.slice(common))
      .join('\n') + '\n'
  );
}
