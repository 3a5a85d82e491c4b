/** Paths in a document that lead to a file of the workspace. */
import type { DocumentLink } from 'vscode-languageserver';
import type { Span } from '../template/model.js';
import { parseJson } from '../syntax/json/parse.js';
import { findValue } from '../syntax/json/navigate.js';
import type { JsonNode } from '../syntax/json/tree.js';
import type { CheckedFile } from '../workspace/checker.js';
import { CONFIGURATION_FILE } from '../workspace/configuration.js';
import { baseName, resolvePath } from '../workspace/paths.js';
import type { OtherExtensions } from '../protocol.js';
import type { ClientFile, ClientFiles } from './client.js';
import { rangeOf } from './diagnostics.js';
import { linkedPaths, loadedPaths, templatePaths } from './linked-paths.js';
import type { WrittenPath } from './linked-paths.js';

/**
 * The links of a document: linked templates, parameters and modules, files that are loaded, the template of a parameter
 * file and what it extends, parameter files of a configuration.
 */
export function documentLinks(
  { path, file, sourceOf }: CheckedFile,
  files: ClientFiles,
  others: OtherExtensions,
): DocumentLink[] {
  const own = files(path);
  if (own === undefined) return [];
  const link = ({ relative, span }: WrittenPath): DocumentLink[] => {
    const target = resolvePath(path, relative);
    return sourceOf(target) === undefined ? [] : [linkTo(own, span, files(target)?.document.uri ?? target)];
  };
  // Not read as templates: whether they are there, the client sees.
  const unread = ({ relative, span }: WrittenPath): DocumentLink => linkTo(own, span, resolvePath(path, relative));
  if (baseName(path) === CONFIGURATION_FILE) return parameterFilesOf(own.document.getText()).map(unread);
  switch (file?.kind) {
    case 'arm':
      return [...[...templatePaths(file.template)].flatMap(link), ...[...linkedPaths(file.template)].map(unread)];
    case 'bicep':
      // The Bicep extension goes there by its own definitions.
      if (others.bicep) return [];
      return [...[...templatePaths(file.template)].flatMap(link), ...loadedPaths(file.tree).map(unread)];
    case 'bicepparam': {
      const { using, extends: extended } = file.parameters;
      if (others.bicep) return [];
      return [
        ...[using, extended].flatMap((one) =>
          one === undefined || one === 'none' ? [] : link({ relative: one.path, span: one.span }),
        ),
        ...loadedPaths(file.tree).map(unread),
      ];
    }
    default:
      return [];
  }
}

function linkTo(file: ClientFile, span: Span, target: string): DocumentLink {
  return { range: rangeOf(file, insideQuotes(span, file.document.getText())), target };
}

function insideQuotes({ start, end }: Span, text: string): Span {
  return /['"]/.test(text.charAt(start)) && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

/** `parameters` of `encryptionlens.json`: a template to one file or several. Patterns lead to no one file. */
function parameterFilesOf(text: string): WrittenPath[] {
  const parameters = findValue(parseJson(text).root, 'parameters');
  if (parameters?.kind !== 'object') return [];
  return parameters.properties.flatMap(({ name, start, nameEnd, value }) => [
    ...(isPattern(name) ? [] : [{ relative: name, span: { start, end: nameEnd } }]),
    ...(value?.kind === 'array' ? value.items : value === undefined ? [] : [value]).flatMap(fileOf),
  ]);
}

function fileOf(node: JsonNode): WrittenPath[] {
  if (node.kind !== 'string' || node.value === '' || isPattern(node.value)) return [];
  return [{ relative: node.value, span: { start: node.start, end: node.end } }];
}

function isPattern(text: string): boolean {
  return /[*?{}[\]]/.test(text);
}
