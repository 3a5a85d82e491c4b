/** Which parameters of a template other files give a value to: without these parameters they would be refused. */
import type { Deployment } from '../evaluation/deployment.js';
import { deploymentsOfFiles } from '../evaluation/deployment-tree.js';
import { givenValues } from './parameter-values.js';
import type { Project } from './project.js';

export class GivenParameters {
  private readonly byFile = new Map<string, Set<string>>();

  constructor(private readonly project: Project) {}

  /** Takes in who gives what where a template is deployed. */
  add({ root, parameterFile }: { readonly root: Deployment; readonly parameterFile: string | undefined }): void {
    for (const { template, parent } of deploymentsOfFiles(root)) {
      const caller = parent?.module.declaration;
      if (caller !== undefined && parent?.deployment.template.file !== template.file) {
        for (const name of caller.parameters().keys()) this.give(template.file, name);
      }
    }
    if (parameterFile === undefined) return;
    for (const name of givenValues(this.project, parameterFile).keys()) this.give(root.template.file, name);
  }

  /** Names in lower case. */
  of(file: string): ReadonlySet<string> {
    return this.byFile.get(file) ?? new Set();
  }

  private give(file: string, name: string): void {
    const known = this.byFile.get(file) ?? new Set<string>();
    this.byFile.set(file, known.add(name.toLowerCase()));
  }
}
