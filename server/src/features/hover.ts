/** Explains what stands under the cursor: a node of the hierarchy, or a property that matters to encryption. */
import type { Hover } from 'vscode-languageserver';
import type { Deployment } from '../evaluation/deployment.js';
import { usesOfParameter } from '../evaluation/parameter-uses.js';
import { declaredValue, valuesAt } from '../evaluation/values-at.js';
import { textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { findVmSize } from '../facts/vm-sizes.js';
import { nodesNamed } from '../inventory/nodes.js';
import type { InventoryNode } from '../inventory/nodes.js';
import type { Expression, Span } from '../template/model.js';
import type { TemplatePlace } from '../template/place.js';
import type { CheckedFile } from '../workspace/checker.js';
import { declarationSpan, isComposite, labelOf, namedBy, namingAt, ownNodes, placeAt } from './at-place.js';
import type { CursorPlace, Reading } from './at-place.js';
import type { ClientFile } from './client.js';
import { rangeOf } from './diagnostics.js';
import { argumentAt, isIn, parameterOfModule } from './parameter-place.js';
import { plain } from './explain/markdown.js';
import { decidedBy, decidesLine, renderParameter } from './explain/parameter.js';
import { explanationOf, renderExplanation } from './explain/node.js';
import { renderTopic, rolesOf, sizeTable } from './explain/property.js';
import { isAboutEncryption, topicOf, topicOfLiteral } from './explain/topics.js';
import type { Topic } from './explain/topics.js';

/** Of so many ways of deployment that differ each is shown. */
const MOST_GROUPS = 3;
/** Names of blocks that hold disks: what is asked there is asked of the machine. */
const DISK_BLOCKS = new Set(['osdisk', 'datadisks', 'manageddisk', 'storageprofile', 'agentpoolprofiles']);

/** The explanation at an offset; undefined: there is nothing of ours. */
export function hoverAt(checked: CheckedFile, file: ClientFile, offset: number): Hover | undefined {
  const { file: source } = checked;
  const isParameterFile = source?.kind === 'parameters' || source?.kind === 'bicepparam';
  const found = isParameterFile ? undefined : placeAt(checked, offset);
  if (found === undefined && !isParameterFile) return undefined;
  const told = found === undefined ? tellArgument(checked, offset) : tell(checked, found, offset);
  if (told === undefined) return undefined;
  return { contents: { kind: 'markdown', value: told.markdown }, range: rangeOf(file, told.span) };
}

interface Told {
  readonly markdown: string;
  readonly span: Span;
}

function tell(checked: CheckedFile, found: CursorPlace, offset: number): Told | undefined {
  const { place, readings } = found;
  const { within, property, onName, path } = place;
  const declared = declarationSpan(checked, place, offset);
  if (declared !== undefined) {
    const markdown = tellNodes(checked, readings, (reading) => {
      const value = declaredValue(place, reading.context);
      return value === undefined ? ownNodes(reading) : nodesNamed(reading.analysis.inventory, value);
    });
    const values = readings.flatMap(({ context }) => declaredValue(place, context) ?? []);
    if (within.kind === 'parameter') {
      const told = tellParameter(
        within.name,
        values,
        readings.map(({ context }) => context.deployment),
        markdown,
      );
      if (told !== undefined) return { markdown: told, span: declared };
    }
    if (markdown !== undefined) return { markdown, span: declared };
    if (within.kind === 'resource' && isAboutEncryption(within.type) && isNotDeployed(found)) {
      return { markdown: 'Not deployed with the values that the parameters have here.', span: declared };
    }
    return tellSizes(values, declared);
  }
  if (property === undefined || onName) {
    if (property === undefined) {
      return tellInside(checked, found) ?? tellLiteral(place.expressions.at(-1));
    }
    const values = valuesOf(found, property.value);
    const span = property.nameSpan;
    if (within.kind === 'resource') {
      const topic = topicOf(within.type, path);
      if (topic !== undefined && matters(topic, values))
        return { markdown: renderTopic(topic, nameOf(place), values), span };
      if (DISK_BLOCKS.has(nameOf(place).toLowerCase())) {
        const markdown = tellNodes(checked, readings, ownNodes);
        return markdown === undefined ? undefined : { markdown, span };
      }
    }
    if (within.kind !== 'module') return undefined;
    const nodes = tellNodes(checked, readings, (reading) => namedBy(place, property.value, reading));
    const markdown = tellModuleArgument(found, values, nodes) ?? nodes;
    return markdown === undefined ? tellSizes(values, span) : { markdown, span };
  }
  const inside = tellInside(checked, found);
  if (inside !== undefined) return inside;
  if (within.kind === 'module' && !isComposite(property.value)) {
    const values = valuesOf(found, property.value);
    const markdown = tellModuleArgument(found, values, undefined);
    if (markdown !== undefined) return { markdown, span: property.value.span };
  }
  const [whole] = place.expressions;
  if (whole === undefined || isComposite(whole)) return undefined;
  const topic = within.kind === 'resource' ? topicOf(within.type, path) : undefined;
  const values = valuesOf(found, whole);
  if (topic === undefined || !matters(topic, values)) return tellLiteral(place.expressions.at(-1));
  return { markdown: renderTopic(topic, nameOf(place), values), span: whole.span };
}

/** What the parameter of a module decides that the place gives a value to. */
function tellModuleArgument(
  { place, readings }: CursorPlace,
  values: readonly Value[],
  nodes: string | undefined,
): string | undefined {
  const name = parameterOfModule(place);
  if (name === undefined) return undefined;
  const contents = readings.flatMap(({ context: { instance } }) =>
    instance?.kind === 'module' ? (instance.content ?? []) : [],
  );
  return tellParameter(name, values, contents, nodes);
}

/** What a parameter decides in these deployments, below what its value names, if that is a node. */
function tellParameter(
  name: string,
  values: readonly Value[],
  deployments: readonly Deployment[],
  nodes: string | undefined,
): string | undefined {
  const decided = decidedBy(deployments.flatMap((deployment) => usesOfParameter(deployment, name)));
  if (nodes === undefined) return renderParameter(name, values, decided);
  return [nodes, ...decidesLine(decided)].join('\n\n');
}

/** A parameter of a parameter file, by its name or its value: in each template that the file gives it to. */
function tellArgument(checked: CheckedFile, offset: number): Told | undefined {
  const { file, analyses } = checked;
  if (file?.kind !== 'parameters' && file?.kind !== 'bicepparam') return undefined;
  const argument = argumentAt(file, offset);
  if (argument === undefined) return undefined;
  const { name, nameSpan, value } = argument;
  const span = isIn(nameSpan, offset) ? nameSpan : value.span;
  const readings = analyses.map((analysis): Reading => ({
    analysis,
    context: { deployment: analysis.root, instance: undefined },
  }));
  const valueIn = ({ analysis: { root } }: Reading): Value | undefined => root.parameter(name);
  const nodes = tellNodes(checked, readings, (reading) => {
    const given = valueIn(reading);
    return given === undefined ? [] : nodesNamed(reading.analysis.inventory, given);
  });
  const values = readings.flatMap((reading) => valueIn(reading) ?? []);
  const markdown = tellParameter(
    name,
    values,
    analyses.map(({ root }) => root),
    nodes,
  );
  if (markdown !== undefined) return { markdown, span };
  return tellSizes(values, span) ?? tellLiteral(value);
}

/** Most role assignments have nothing to do with keys. */
function matters({ id }: Topic, values: readonly Value[]): boolean {
  return id !== 'role' || rolesOf(values).length > 0;
}

/** In none of the ways in which its template is deployed. */
function isNotDeployed({ place, readings }: CursorPlace): boolean {
  if (place.within.kind !== 'resource' || place.within.existing) return false;
  return readings.every(({ context: { instance } }) => instance?.existence.length === 0);
}

/** What the innermost expression names: a node, or a size. */
function tellInside(checked: CheckedFile, found: CursorPlace): Told | undefined {
  const { place, readings } = found;
  const naming = namingAt(found);
  const markdown = naming && tellNodes(checked, readings, naming.nodesIn);
  if (naming !== undefined && markdown !== undefined) return { markdown, span: naming.span };
  // A size in a variable or parameter says as much as one in a machine; there the topic says it.
  if (place.within.kind === 'resource') return undefined;
  for (const expression of [...place.expressions].reverse()) {
    if (isComposite(expression)) return undefined;
    const told = tellSizes(valuesOf(found, expression), expression.span);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** A value that means one thing wherever it is written. */
function tellLiteral(expression: Expression | undefined): Told | undefined {
  if (expression?.kind !== 'literal' || typeof expression.value !== 'string') return undefined;
  const topic = topicOfLiteral(expression.value);
  if (topic === undefined) return undefined;
  return { markdown: renderTopic(topic, expression.value, []), span: expression.span };
}

function tellSizes(values: readonly Value[], span: Span): Told | undefined {
  const sizes = values.filter((value) => findVmSize(textOf(value) ?? '') !== undefined);
  if (sizes.length === 0) return undefined;
  const names = [...new Set(sizes.map((value) => textOf(value) ?? ''))];
  return { markdown: names.slice(0, MOST_GROUPS).flatMap(sizeTable).join('\n\n'), span };
}

function valuesOf({ place, readings }: CursorPlace, expression: Expression): Value[] {
  return readings.flatMap(({ context }) => valuesAt(place, expression, context));
}

function nameOf({ path }: TemplatePlace): string {
  return path.filter((name) => !/^(?:\d+|\*)$/.test(name)).at(-1) ?? '';
}

/** The explanations of nodes, once for all ways of deployment that agree. */
function tellNodes(
  checked: CheckedFile,
  readings: readonly Reading[],
  nodesIn: (reading: Reading) => readonly InventoryNode[],
): string | undefined {
  const groups = new Map<string, { nodes: Set<InventoryNode>; reading: Reading }>();
  for (const reading of readings) {
    for (const node of nodesIn(reading)) {
      const key = JSON.stringify(explanationOf(node, reading.analysis.inventory));
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { nodes: new Set([node]), reading });
      else group.nodes.add(node);
    }
  }
  const all = [...groups.values()];
  if (all.length === 0) return undefined;
  const parts = all.slice(0, MOST_GROUPS).map(({ nodes, reading }) => {
    const [node] = nodes;
    if (node === undefined) return '';
    const names = [...new Set([...nodes].map(({ name }) => name))];
    const explanation = explanationOf(node, reading.analysis.inventory);
    const text = renderExplanation(explanation, names, findingsOf(checked, node));
    const label = labelOf(reading);
    return all.length > 1 && label !== '' ? `*${plain(label)}*\n\n${text}` : text;
  });
  if (all.length > MOST_GROUPS) parts.push(`… and ${String(all.length - MOST_GROUPS)} more`);
  return parts.join('\n\n---\n\n');
}

/** Findings in the declaration of a node, as far as it lies in the file. */
function findingsOf({ path, findings }: CheckedFile, { resource }: InventoryNode): CheckedFile['findings'] {
  if (resource?.deployment.template.file !== path) return [];
  const { start, end } = resource.declaration.span;
  return findings.filter((finding) => finding.file === path && finding.start >= start && finding.end <= end);
}
