import type { BicepNode } from '../../../../server/src/syntax/bicep/tree.js';
import { parseBicep } from '../../../../server/src/syntax/bicep/parse.js';
import { forEachChild } from '../../../../server/src/syntax/bicep/walk.js';

/** A tree as text, `(kind details child child)`, for tests that look at its shape. */
export function outline(node: BicepNode): string {
  const parts = [node.kind + details(node)];
  forEachChild(node, (child) => parts.push(outline(child)));
  return `(${parts.join(' ')})`;
}

function details(node: BicepNode): string {
  switch (node.kind) {
    case 'identifier':
    case 'variableAccess':
    case 'typeName':
      return ` ${node.name}`;
    case 'string':
    case 'chunk':
      return ` ${JSON.stringify(node.value)}`;
    case 'number':
    case 'boolean':
      return ` ${String(node.value)}`;
    case 'unary':
    case 'unaryType':
    case 'binary':
      return ` ${node.operator}`;
    case 'member':
      return node.safe ? ' safe' : '';
    case 'index':
      return (node.safe ? ' safe' : '') + (node.fromEnd ? ' from end' : '');
    case 'typeWildcard':
      return ` ${node.of}`;
    default:
      return '';
  }
}

/** The outline of the statements of a `.bicep` text, which must be free of errors. */
export function outlineOf(text: string, kind: 'bicep' | 'bicepparam' = 'bicep'): string {
  const file = parseBicep(text, { kind });
  if (file.errors.length > 0) throw new Error(`${text}: ${JSON.stringify(file.errors)}`);
  return file.statements.map(outline).join('\n');
}

/** The outline of an expression, which must be free of errors. */
export function outlineOfExpression(text: string): string {
  const file = parseBicep(`var it = ${text}`);
  const [statement] = file.statements;
  if (file.errors.length > 0 || statement?.kind !== 'variable' || file.statements.length !== 1) {
    throw new Error(`${text}: ${JSON.stringify(file.errors)}`);
  }
  return outline(statement.value);
}

/** The outline of a type, which must be free of errors. */
export function outlineOfType(text: string): string {
  const file = parseBicep(`type it = ${text}`);
  const [statement] = file.statements;
  if (file.errors.length > 0 || statement?.kind !== 'type' || file.statements.length !== 1) {
    throw new Error(`${text}: ${JSON.stringify(file.errors)}`);
  }
  return outline(statement.value);
}

/** The codes of the errors of a text. */
export function codesOf(text: string, kind: 'bicep' | 'bicepparam' = 'bicep'): string[] {
  return parseBicep(text, { kind }).errors.map((error) => error.code);
}
