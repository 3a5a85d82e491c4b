/** Values of a kind that the template gets from elsewhere: its parameters, its variables, outputs of its modules. */
import type { Surroundings } from './resources-at-hand.js';
import type { ModuleDeclaration } from '../../template/model.js';
import type { OfferedValue } from './value-completion.js';

/**
 * What has a name that tells what it holds. `ofModule`: a module whose path or reference matches may give it under a
 * name that is no more than `id` or `resourceId`.
 */
export function referencesElsewhere(
  around: Surroundings,
  name: RegExp,
  ofModule: RegExp,
  detail: string,
): OfferedValue[] {
  const { template, source } = around;
  const isBicep = source.kind === 'bicep';
  const offer = (code: string, label: string, description: string): OfferedValue => ({
    value: { code },
    label,
    description,
    detail,
    kind: 'parameter',
  });
  const found: OfferedValue[] = [];
  for (const { name: own, type } of template.parameters.values()) {
    if (!name.test(own) || (type.base !== 'string' && type.base !== 'any')) continue;
    const code = isBicep ? own : `parameters('${own}')`;
    found.push(offer(code, own, 'parameter'));
  }
  for (const { name: own } of template.variables.values()) {
    if (name.test(own)) found.push(offer(isBicep ? own : `variables('${own}')`, own, 'variable'));
  }
  for (const module of template.modules) {
    if (module.loop !== undefined) continue;
    for (const output of outputsOf(around, module, ofModule)) {
      if (!name.test(output) && !(/^(?:resource)?id$/i.test(output) && ofModule.test(referenceOf(module)))) continue;
      const code = around.reference(module, ['outputs', output]);
      if (code !== undefined) found.push(offer(code, isBicep ? code : output, 'output of a module'));
    }
  }
  return found;
}

/** The outputs of a module; of one from a registry those that its kind is known to have. */
function outputsOf(around: Surroundings, module: ModuleDeclaration, ofModule: RegExp): string[] {
  const { source } = module;
  if (source.kind === 'remote') return ofModule.test(source.reference) ? ['resourceId'] : [];
  if (source.kind === 'computed') return [];
  const content = source.kind === 'inline' ? source.template() : around.load(source.path);
  return [...(content?.outputs.values() ?? [])].map(({ name }) => name);
}

function referenceOf({ source }: ModuleDeclaration): string {
  switch (source.kind) {
    case 'inline':
    case 'computed':
      return '';
    case 'path':
      return source.path;
    case 'remote':
      return source.reference;
  }
}
