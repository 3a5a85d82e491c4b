/** Our prediction beside that of Azure's engine: where it computes a value, ours is the same; where it leaves an expression, so do we. */
import type { PredictedResource } from '../../server/src/prediction/predict.js';
import type { Json, PredictedResource as Theirs } from './bicep-cli.js';

/** Every difference, a sentence each. */
export function predictionDifferences(ours: readonly PredictedResource[], theirs: readonly Theirs[]): string[] {
  const open = ours.map(asJson);
  const found: string[] = [];
  for (const resource of theirs) {
    const at = open.findIndex((one) => sameText(one['id'], resource.id) && sameText(one['type'], resource.type));
    const [own] = at < 0 ? [] : open.splice(at, 1);
    if (own === undefined) found.push(`${resource.id} is not found`);
    else compare(own, resource, resource.id, found);
  }
  return [...found, ...open.map((one) => `${JSON.stringify(one['id'])} is not predicted`)];
}

function asJson(resource: PredictedResource): Readonly<Record<string, Json>> {
  return JSON.parse(JSON.stringify(resource)) as Readonly<Record<string, Json>>;
}

/** Of two expressions the text may differ. */
function sameText(left: Json | undefined, right: string): boolean {
  if (typeof left !== 'string') return false;
  return isExpression(left) && isExpression(right) ? true : left.toLowerCase() === right.toLowerCase();
}

function compare(ours: Json | undefined, theirs: Json | undefined, at: string, found: string[]): void {
  const differ = (): void => {
    found.push(`${at} is ${written(ours)}, not ${written(theirs)}`);
  };
  if (ours === undefined || theirs === undefined) differ();
  else if (isExpression(theirs) || isExpression(ours)) {
    if (ours !== theirs && !(isExpression(theirs) && isExpression(ours))) differ();
  } else if (Array.isArray(theirs) && Array.isArray(ours)) {
    if (theirs.length !== ours.length) differ();
    else theirs.forEach((item, index) => compare(ours[index] as Json, item as Json, `${at}[${String(index)}]`, found));
  } else if (isObject(theirs) && isObject(ours)) {
    const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    for (const name of names)
      if (name !== 'id' || at.includes('/')) compare(member(ours, name), member(theirs, name), `${at}.${name}`, found);
  } else if (ours !== theirs) differ();
}

function written(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

function member(object: Readonly<Record<string, Json>>, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isExpression(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('[') && value.endsWith(']');
}
