/** Explains a parameter by what it decides. */
import type { ParameterUse } from '../../evaluation/parameter-uses.js';
import type { Value } from '../../evaluation/value.js';
import { displayText } from '../../inventory/display-text.js';
import { code, counted, listed, plain } from './markdown.js';
import { renderTopic, sourceLine, valueTitle } from './property.js';
import { isAboutEncryption, topicOf } from './topics.js';
import type { Topic } from './topics.js';

const MOST_NAMES = 3;
const MOST_TOPICS = 3;

/** What a parameter decides about one property, wherever that is. */
interface Decided {
  readonly property: string;
  readonly topic: Topic | undefined;
  readonly asItIs: boolean;
  readonly of: Set<string>;
}

/** The uses that matter to encryption, those of one property together. */
export function decidedBy(uses: readonly ParameterUse[]): readonly Decided[] {
  const decided = new Map<string, Decided>();
  for (const { deployment, resource, path, asItIs } of uses) {
    const topic = topicOf(resource.type, path);
    const isOwn = path.length === 1 && /^(?:name|condition)$/i.test(path[0] ?? '') && isAboutEncryption(resource.type);
    if (topic === undefined && !isOwn) continue;
    const property = path.filter((name) => !/^(?:\d+|\*)$/.test(name)).at(-1) ?? '';
    const key = `${topic?.id ?? ''} ${property.toLowerCase()}`;
    const known = decided.get(key);
    const one = known ?? { property, topic, asItIs, of: new Set<string>() };
    const instance = deployment.declared.find(({ declaration }) => declaration === resource);
    const name = instance?.ownName;
    one.of.add(name === undefined ? (resource.symbol ?? resource.type) : displayText(name));
    decided.set(key, asItIs && !one.asItIs ? { ...one, asItIs } : one);
  }
  // What has the value as it is says most.
  return [...decided.values()].sort((left, right) => rank(left) - rank(right));
}

function rank({ topic, asItIs }: Decided): number {
  return (topic === undefined ? 2 : 0) + (asItIs ? 0 : 1);
}

/** `Decides` and what, in one sentence; none: nothing that matters to encryption. */
export function decidesLine(decided: readonly Decided[]): readonly string[] {
  if (decided.length === 0) return [];
  const shown = decided.slice(0, MOST_TOPICS).map((one) => `${whatText(one)} of ${namesText([...one.of])}`);
  if (decided.length > MOST_TOPICS) shown.push(`${String(decided.length - MOST_TOPICS)} more`);
  return [`Decides ${listed(shown)}.`];
}

function whatText({ property, topic, asItIs }: Decided): string {
  if (topic === undefined) return property.toLowerCase() === 'name' ? 'the name' : 'the existence';
  return `${code(property)}${asItIs ? '' : ', among others,'}`;
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(code);
  if (names.length > MOST_NAMES) shown.push(plain(counted(names.length - MOST_NAMES, 'other')));
  return listed(shown);
}

/** The explanation of a parameter that decides something; undefined: it does not. */
export function renderParameter(
  name: string,
  values: readonly Value[],
  decided: readonly Decided[],
): string | undefined {
  const [line] = decidesLine(decided);
  if (line === undefined) return undefined;
  const topics = [
    ...new Map(decided.flatMap(({ topic }) => (topic === undefined ? [] : [[topic.id, topic]]))).values(),
  ];
  const [only, ...others] = topics;
  if (only !== undefined && others.length === 0) {
    return renderTopic(only, name, values, line);
  }
  const told = topics.slice(0, MOST_TOPICS).map((topic) => `${topic.says}\n\n${sourceLine(topic)}`);
  return [valueTitle(name, values), line, ...told].join('\n\n');
}
