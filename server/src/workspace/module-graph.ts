/** Which files a template names. */
import type { Template } from '../template/model.js';

export interface TemplateReference {
  readonly kind: 'module' | 'import';
  /** As written, relative to the template's file. */
  readonly path: string;
}

/** Files that the template deploys as modules or imports from, nested templates included. */
export function templateReferences(template: Template): TemplateReference[] {
  const references: TemplateReference[] = template.imports
    .filter((one) => !/^(br|ts)[:/]/i.test(one.path))
    .map((one) => ({ kind: 'import', path: one.path }));
  for (const { source } of template.modules) {
    if (source.kind === 'path') references.push({ kind: 'module', path: source.path });
    else if (source.kind === 'inline') references.push(...templateReferences(source.template()));
  }
  return references;
}
