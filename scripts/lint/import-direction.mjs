import { dirname, relative, resolve } from 'node:path';

/**
 * Which part of the source may import which. One direction, no way back up: see ARCHITECTURE.md.
 * A part is a folder or a file of `server/src`, or one of the other roots of the tree.
 */
const mayImport = {
  facts: [],
  protocol: [],
  syntax: ['facts'],
  template: ['facts', 'syntax'],
  evaluation: ['facts', 'syntax', 'template'],
  prediction: ['facts', 'syntax', 'template', 'evaluation'],
  inventory: ['facts', 'syntax', 'template', 'evaluation'],
  edits: ['facts', 'syntax', 'template', 'evaluation', 'inventory'],
  // Not `syntax`: a rule that needs the difference between JSON and Bicep is asking the wrong question.
  rules: ['facts', 'template', 'evaluation', 'inventory', 'edits'],
  // What the wizard offers and writes.
  wizard: ['facts', 'template', 'evaluation', 'inventory', 'edits', 'rules', 'protocol'],
  workspace: ['facts', 'syntax', 'template', 'evaluation', 'inventory', 'edits', 'rules', 'analysis'],
  analysis: ['facts', 'syntax', 'template', 'evaluation', 'prediction', 'inventory', 'edits', 'rules', 'workspace'],
  features: [
    ...['facts', 'syntax', 'template', 'evaluation', 'inventory', 'edits', 'rules', 'workspace', 'analysis'],
    ...['prediction', 'wizard', 'protocol'],
  ],
  'workspace/node': ['facts', 'syntax', 'template', 'evaluation', 'inventory', 'rules', 'workspace', 'analysis'],
  cli: [
    ...['facts', 'syntax', 'template', 'evaluation', 'inventory', 'edits', 'rules', 'workspace', 'analysis'],
    ...['prediction', 'workspace/node'],
  ],
  // The wiring of the language server, shared by its two entry points: `connection.ts` and the like.
  server: [
    ...['facts', 'syntax', 'template', 'evaluation', 'inventory', 'edits', 'rules', 'workspace', 'analysis'],
    ...['features', 'wizard', 'protocol'],
  ],
  'entry point': [
    ...['facts', 'syntax', 'template', 'evaluation', 'inventory', 'edits', 'rules', 'workspace', 'analysis'],
    ...['features', 'wizard', 'protocol', 'server', 'workspace/node', 'cli'],
  ],
  client: ['protocol'],
};

const entryPoints = new Set(['main.ts', 'main.web.ts', 'cli.ts']);

/**
 * The part of the source that a file belongs to, or undefined for a file outside `server/src` and `client/src`.
 * `path` is relative to the project root, with `/`.
 */
export function partOf(path) {
  if (path.startsWith('client/src/')) return 'client';
  const inServer = /^server\/src\/(.+)$/.exec(path)?.[1];
  if (inServer === undefined) return undefined;
  if (entryPoints.has(inServer)) return 'entry point';
  if (inServer.startsWith('workspace/node/')) return 'workspace/node';
  const [head, rest] = inServer.split('/', 2);
  const name = head.replace(/\.[cm]?[jt]s$/, '');
  if (name in mayImport && name !== 'server' && name !== 'client') return name;
  return rest === undefined ? 'server' : name;
}

/** Reports an import that goes against the flow from text to findings. */
export const importDirection = {
  meta: {
    type: 'problem',
    docs: { description: 'A stage imports only the stages to its left.' },
    schema: [],
    messages: {
      direction: "'{{from}}' must not import '{{to}}': a stage imports only the stages to its left (ARCHITECTURE.md).",
      unknownPart: "'{{from}}' is no known part of the source: add it to scripts/lint/import-direction.mjs.",
      typesOnly: 'The client imports types from the protocol of the server, and nothing else.',
    },
  },
  create(context) {
    const root = context.cwd;
    const posix = (path) => relative(root, path).replaceAll('\\', '/');
    const from = partOf(posix(context.filename));
    if (from === undefined) return {};

    const check = (source, isTypeOnly) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const target = posix(resolve(dirname(context.filename), source.value)).replace(/\.js$/, '.ts');
      const to = partOf(target);
      if (to === undefined || to === from) return;
      const allowed = mayImport[from];
      if (allowed === undefined) {
        context.report({ node: source, messageId: 'unknownPart', data: { from } });
      } else if (!allowed.includes(to)) {
        context.report({ node: source, messageId: 'direction', data: { from, to } });
      } else if (from === 'client' && !isTypeOnly) {
        context.report({ node: source, messageId: 'typesOnly' });
      }
    };

    return {
      ImportDeclaration: (node) => {
        check(node.source, node.importKind === 'type');
      },
      ExportNamedDeclaration: (node) => {
        check(node.source, node.exportKind === 'type');
      },
      ExportAllDeclaration: (node) => {
        check(node.source, node.exportKind === 'type');
      },
      ImportExpression: (node) => {
        check(node.source, false);
      },
    };
  },
};
