/** Paths of other files, where they are written in a document. */
import type { BicepFile, BicepNode } from '../syntax/bicep/tree.js';
import { forEachChild } from '../syntax/bicep/walk.js';
import type { Expression, Span, Template } from '../template/model.js';

/** A path as it is written, relative to the document; the span may include its quotes. */
export interface WrittenPath {
  readonly relative: string;
  readonly span: Span;
}

/** Linked templates, modules and imports of a template and of those inside of it. */
export function* templatePaths(template: Template): Generator<WrittenPath> {
  for (const { source } of template.modules) {
    if (source.kind === 'path') yield { relative: source.path, span: source.span };
    else if (source.kind === 'inline') {
      const inner = source.template();
      if (inner.file === template.file) yield* templatePaths(inner);
    }
  }
  for (const { path, pathSpan } of template.imports) yield { relative: path, span: pathSpan };
}

/** Files that are loaded as text, JSON, YAML or bytes. */
export function loadedPaths(tree: BicepFile): readonly WrittenPath[] {
  const found: WrittenPath[] = [];
  const visit = (node: BicepNode): void => {
    if (node.kind === 'call' || node.kind === 'methodCall') {
      const path = node.arguments[0];
      if (LOADING.test(node.name.name) && path?.kind === 'string') found.push({ relative: path.value, span: path });
    }
    forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const LOADING = /^load(?:TextContent|JsonContent|YamlContent|FileAsBase64)$/;

/**
 * Templates and parameters that the deployments of an ARM template link to beside it: `uri(..., 'nested/disk.json')`, and
 * the relative path of a parameters link.
 */
export function* linkedPaths(template: Template): Generator<WrittenPath> {
  for (const { source, body } of template.modules) {
    if (source.kind === 'inline') {
      // The body of one is large, and has nothing to link to.
      const inner = source.template();
      if (inner.file === template.file) yield* linkedPaths(inner);
      continue;
    }
    const properties = memberOf(body(), 'properties');
    const parametersLink = memberOf(properties, 'parametersLink');
    for (const value of [
      memberOf(memberOf(properties, 'templateLink'), 'uri'),
      memberOf(parametersLink, 'uri'),
      memberOf(parametersLink, 'relativePath'),
    ]) {
      const path = value?.kind === 'call' && value.name.toLowerCase() === 'uri' ? value.args[1] : value;
      if (path?.kind !== 'literal' || typeof path.value !== 'string' || /^[a-z][\w+.-]*:|^\//i.test(path.value))
        continue;
      if (/\.jsonc?$/i.test(path.value)) yield { relative: path.value, span: path.span };
    }
  }
}

function memberOf(expression: Expression | undefined, name: string): Expression | undefined {
  if (expression?.kind !== 'object') return undefined;
  for (const member of expression.members) {
    if (member.kind !== 'property' || typeof member.name !== 'string') continue;
    if (member.name.toLowerCase() === name.toLowerCase()) return member.value;
  }
  return undefined;
}
