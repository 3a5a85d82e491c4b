/** Objects and arrays: their parts are evaluated when they are asked for. */
import type { ArrayExpression, Expression, ObjectExpression, ObjectMember } from '../template/model.js';
import { casesOf, choiceOf, combinations } from './cases.js';
import type { Environment } from './environment.js';
import { evaluate, opaque, originOf } from './evaluate.js';
import { textOf } from './value.js';
import type { Case, ComputedEntry, Entry, ObjectValue, Origin, Term, Value } from './value.js';

/** An entry that evaluates its value on first use. */
class LazyEntry implements Entry {
  private evaluated: Value | undefined;
  constructor(
    readonly name: string,
    private readonly member: PropertyMember,
    private readonly environment: Environment,
  ) {}
  get nameOrigin(): Origin {
    return originOf(this.member.nameSpan, this.environment);
  }
  get value(): Value {
    this.evaluated ??= evaluate(this.member.value, this.environment);
    return this.evaluated;
  }
}

/** An entry whose value a spread behind it may have replaced. */
class ReplaceableEntry implements Entry {
  constructor(
    private readonly entry: Entry,
    private readonly by: Origin,
  ) {}
  get name(): string {
    return this.entry.name;
  }
  get nameOrigin(): Origin {
    return this.entry.nameOrigin;
  }
  get value(): Value {
    return opaque({ kind: 'error', message: 'may be replaced' }, this.by);
  }
}

class LazyComputedEntry implements ComputedEntry {
  private evaluated: Value | undefined;
  constructor(
    readonly name: Value,
    private readonly compute: () => Value,
  ) {}
  get value(): Value {
    this.evaluated ??= this.compute();
    return this.evaluated;
  }
}

/** An object while its members are taken in. */
interface ObjectParts {
  readonly entries: Map<string, Entry>;
  readonly computed: ComputedEntry[];
  open: boolean;
}

function objectOf({ entries, open, computed }: ObjectParts, origin: Origin): ObjectValue {
  return { kind: 'object', entries, open, ...(computed.length > 0 && { computed }), origin };
}

export function evaluateObject(expression: ObjectExpression, environment: Environment, origin: Origin): Value {
  if (expression.members.every(isNamed)) return plainObject(expression.members, environment, origin);
  let variants: Case<ObjectParts>[] = [{ value: { entries: new Map(), open: false, computed: [] }, when: [] }];
  const spreads = new Map<ObjectMember, Value>();
  for (const member of expression.members) {
    if (member.kind === 'property') {
      const computed = typeof member.name === 'string' ? undefined : evaluate(member.name, environment);
      const name = typeof member.name === 'string' ? member.name : computed && textOf(computed);
      if (name === undefined) {
        if (computed === undefined) continue;
        const entry = new LazyComputedEntry(computed, () => evaluate(member.value, environment));
        for (const { value } of variants) {
          value.open = true;
          value.computed.push(entry);
        }
        continue;
      }
      const entry = new LazyEntry(name, member, environment);
      for (const variant of variants) variant.value.entries.set(name.toLowerCase(), entry);
      continue;
    }
    const next: typeof variants = [];
    const spread = evaluateSpread(member.value, environment);
    spreads.set(member, spread);
    for (const one of casesOf(spread)) {
      for (const variant of variants) {
        const joined = combinations([[variant], [{ value: variant.value, when: one.when }]])?.[0];
        if (joined !== undefined) next.push({ value: withSpread(variant.value, one.value), when: joined.when });
      }
    }
    if (next.length > 0) variants = next;
  }
  const cases = variants.map((variant) => ({
    value: objectOf(variant.value, origin),
    when: variant.when,
  }));
  if (variants.some(({ value }) => value.open && value.computed.length === 0)) {
    const term = mergedObjects(expression, spreads, environment, origin);
    for (const one of cases) if (one.value.open) one.value = { ...one.value, term };
  }
  return choiceOf(cases, origin) ?? opaque({ kind: 'limit', message: 'too many combinations of values' }, origin);
}

/** Of a reference what is declared there, where that is looked at. */
function evaluateSpread(expression: Expression, environment: Environment): Value {
  const value = evaluate(expression, environment);
  return value.kind === 'reference' ? (value.declared ?? value) : value;
}

type PropertyMember = Extract<ObjectMember, { readonly kind: 'property' }>;
type NamedMember = PropertyMember & { readonly name: string };

function isNamed(member: ObjectMember): member is NamedMember {
  return member.kind === 'property' && typeof member.name === 'string';
}

/** An object without spreads and computed names, as most are. */
function plainObject(members: readonly NamedMember[], environment: Environment, origin: Origin): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const member of members) {
    const { name } = member;
    entries.set(name.toLowerCase(), new LazyEntry(name, member, environment));
  }
  return { kind: 'object', entries, open: false, origin };
}

/** An object with spreads as the call that it compiles to: `shallowMerge(createArray(...))` of its parts. */
function mergedObjects(
  { members, span }: ObjectExpression,
  spreads: ReadonlyMap<ObjectMember, Value>,
  environment: Environment,
  origin: Origin,
): Term {
  const items: Value[] = [];
  let own: ObjectMember[] = [];
  const close = (): void => {
    if (own.length > 0) items.push(evaluateObject({ kind: 'object', members: own, span }, environment, origin));
    own = [];
  };
  for (const member of members) {
    const spread = spreads.get(member);
    if (spread === undefined) own.push(member);
    else {
      close();
      items.push(spread);
    }
  }
  close();
  return { kind: 'call', name: 'shallowMerge', args: [{ kind: 'array', items, open: false, origin }] };
}

function withSpread(before: ObjectParts, value: Value): ObjectParts {
  const entries = new Map(before.entries);
  const { computed } = before;
  if (value.kind === 'object') {
    for (const [key, entry] of value.entries) entries.set(key, entry);
    return { entries, open: before.open || value.open, computed: [...computed, ...(value.computed ?? [])] };
  }
  if (value.kind === 'absent' || value.kind === 'literal')
    return { entries, open: before.open, computed: [...computed] };
  // What is spread may hold any of the names before it.
  for (const [key, entry] of entries) {
    entries.set(key, new ReplaceableEntry(entry, value.origin));
  }
  return { entries, open: true, computed: [...computed] };
}

export function evaluateArray(expression: ArrayExpression, environment: Environment, origin: Origin): Value {
  const items: Value[] = [];
  const parts: Value[] = [];
  let open = false;
  for (const item of expression.items) {
    const value = item.kind === 'spread' ? evaluateSpread(item.value, environment) : evaluate(item.value, environment);
    parts.push(item.kind === 'item' ? { kind: 'array', items: [value], open: false, origin } : value);
    if (item.kind === 'item') items.push(value);
    else if (value.kind === 'array') {
      items.push(...value.items);
      open ||= value.open;
    } else if (value.kind !== 'absent') open = true;
  }
  if (!open) return { kind: 'array', items, open, origin };
  const term: Term = { kind: 'call', name: 'flatten', args: [{ kind: 'array', items: parts, open: false, origin }] };
  return { kind: 'array', items, open, term, origin };
}
