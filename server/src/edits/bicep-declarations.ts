/** The declarations of a Bicep file that only their uses justify. */
import type { BicepFile, BicepNode, Statement } from '../syntax/bicep/tree.js';
import { forEachChild } from '../syntax/bicep/walk.js';
import { bicepPage } from './bicep-page.js';
import { linesOfStatement } from './bicep-statements.js';
import type { Declarations, NamedDeclaration } from './unused-declarations.js';

interface Declared extends NamedDeclaration {
  readonly statement: Statement;
}

/** Parameters, variables that no other file can import, and `existing` resources at the top of the file. */
export function bicepDeclarations(tree: BicepFile, text: string): Declarations {
  const used = namesUsed(tree);
  const all = tree.statements.flatMap((statement): Declared[] => {
    const kind = kindOf(statement, text);
    if (kind === undefined || !('name' in statement)) return [];
    const { name } = statement.name;
    return name === '' ? [] : [{ kind, name, isUsed: used.has(name), statement }];
  });
  return {
    all,
    remove: (some) => {
      const page = bicepPage(tree, text);
      return all
        .filter((one) => some.some(({ kind, name }) => kind === one.kind && name === one.name))
        .flatMap(({ statement }) => linesOfStatement(page, statement) ?? [])
        .map((whole) => ({ ...whole, newText: '' }));
    },
  };
}

function kindOf(statement: Statement, text: string): NamedDeclaration['kind'] | undefined {
  switch (statement.kind) {
    case 'parameter':
      return 'parameter';
    case 'variable':
      return statement.decorators.some(({ start, end }) => /^@\s*(?:sys\.)?export\b/.test(text.slice(start, end)))
        ? undefined
        : 'variable';
    case 'resource':
      return statement.existing === undefined ? undefined : 'existing';
    default:
      return undefined;
  }
}

/** Names of symbols in expressions. One that a loop or a lambda gives anew counts too: then nothing is removed. */
function namesUsed(tree: BicepFile): Set<string> {
  const used = new Set<string>();
  const visit = (node: BicepNode): void => {
    if (node.kind === 'variableAccess') used.add(node.name);
    forEachChild(node, visit);
  };
  visit(tree);
  return used;
}
