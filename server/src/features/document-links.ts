/** Paths in a document that lead to a file of the workspace. */
import type { DocumentLink } from 'vscode-languageserver';
import type { Span, Template } from '../template/model.js';
import { parseJson } from '../syntax/json/parse.js';
import { findValue } from '../syntax/json/navigate.js';
import type { JsonNode } from '../syntax/json/tree.js';
import type { CheckedFile } from '../workspace/checker.js';
import { CONFIGURATION_FILE } from '../workspace/configuration.js';
import { baseName, resolvePath } from '../workspace/paths.js';
import type { OtherExtensions } from '../protocol.js';
import type { ClientFile, ClientFiles } from './client.js';
import { rangeOf } from './diagnostics.js';

/** The links of a document: linked templates and modules, the template of a parameter file, parameter files of a configuration. */
export function documentLinks(
  { path, file, sourceOf }: CheckedFile,
  files: ClientFiles,
  others: OtherExtensions,
): DocumentLink[] {
  const own = files(path);
  if (own === undefined) return [];
  const link = ({ relative, span }: Found): DocumentLink[] => {
    const target = resolvePath(path, relative);
    return sourceOf(target) === undefined ? [] : [linkTo(own, span, files(target)?.document.uri ?? target)];
  };
  if (baseName(path) === CONFIGURATION_FILE) {
    // Nothing was read of these files: whether they are there, the client sees.
    return parameterFilesOf(own.document.getText()).map(({ relative, span }) =>
      linkTo(own, span, resolvePath(path, relative)),
    );
  }
  switch (file?.kind) {
    case 'arm':
      return [...pathsIn(file.template)].flatMap(link);
    case 'bicep':
      // The Bicep extension goes there by its own definitions.
      return others.bicep ? [] : [...pathsIn(file.template)].flatMap(link);
    case 'bicepparam': {
      const { using } = file.parameters;
      if (others.bicep || using === undefined || using === 'none') return [];
      return link({ relative: using.path, span: insideQuotes(using.span, own.document.getText()) });
    }
    default:
      return [];
  }
}

interface Found {
  readonly relative: string;
  readonly span: Span;
}

function linkTo(file: ClientFile, span: Span, target: string): DocumentLink {
  return { range: rangeOf(file, insideQuotes(span, file.document.getText())), target };
}

function insideQuotes({ start, end }: Span, text: string): Span {
  return /['"]/.test(text.charAt(start)) && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

function* pathsIn(template: Template): Generator<Found> {
  for (const { source } of template.modules) {
    if (source.kind === 'path') yield { relative: source.path, span: source.span };
    else if (source.kind === 'inline') {
      const inner = source.template();
      if (inner.file === template.file) yield* pathsIn(inner);
    }
  }
  for (const { path, pathSpan } of template.imports) yield { relative: path, span: pathSpan };
}

/** `parameters` of `encryptionlens.json`: a template to one file or several. Patterns lead to no one file. */
function parameterFilesOf(text: string): Found[] {
  const parameters = findValue(parseJson(text).root, 'parameters');
  if (parameters?.kind !== 'object') return [];
  return parameters.properties.flatMap(({ name, start, nameEnd, value }) => [
    ...(isPattern(name) ? [] : [{ relative: name, span: { start, end: nameEnd } }]),
    ...(value?.kind === 'array' ? value.items : value === undefined ? [] : [value]).flatMap(fileOf),
  ]);
}

function fileOf(node: JsonNode): Found[] {
  if (node.kind !== 'string' || node.value === '' || isPattern(node.value)) return [];
  return [{ relative: node.value, span: { start: node.start, end: node.end } }];
}

function isPattern(text: string): boolean {
  return /[*?{}[\]]/.test(text);
}
