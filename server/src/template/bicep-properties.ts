/** Properties of a Bicep object by name. */
import type { ObjectExpression as ObjectSyntax, Property } from '../syntax/bicep/tree.js';

/** The name of a property where it is not computed. */
export function propertyName({ key }: Property): string | undefined {
  if (key.kind === 'identifier') return key.name;
  return key.kind === 'string' ? key.value : undefined;
}

/** The property of that name in an object, the last one where there are several. Names count with letter case. */
export function findProperty(object: ObjectSyntax | undefined, name: string): Property | undefined {
  let found: Property | undefined;
  for (const member of object?.members ?? []) {
    if (member.kind === 'property' && propertyName(member) === name) found = member;
  }
  return found;
}
