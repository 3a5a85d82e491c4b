import { constraintRows } from './constraints.data.js';

/** A row of the fact base: what Azure demands or does, and how well that is known. */
export type Constraint = {
  /** `DSK-05` */
  readonly id: string;
  readonly statement: string;
  /** `error`: the deployment is expected to fail; `warning`: weaker than intended, or a race; `information`: background. */
  readonly severity: 'error' | 'warning' | 'information';
  /** `observed` in a thread or tool, `documented`, from the `schema` of the API, or `inferred` by us. */
  readonly evidence: 'observed' | 'documented' | 'schema' | 'inferred';
  /** Whether the named source was read: in whole, in part, or not at all. */
  readonly verified: 'verified' | 'partly' | 'unverified';
  readonly source: string;
  /** The day of the source, or days, as exact as is known; `undefined` for a row without one. */
  readonly date: string | undefined;
};

/** The row of that id (`DSK-05`, as written), or `undefined` for one that no rule names. */
export function findConstraint(id: string): Constraint | undefined {
  return constraints().get(id);
}

/** All rows that rules and tables name. */
export function allConstraints(): Iterable<Constraint> {
  return constraints().values();
}

let byId: ReadonlyMap<string, Constraint> | undefined;

function constraints(): ReadonlyMap<string, Constraint> {
  return (byId ??= new Map(
    constraintRows.map(([id, statement, severity, evidence, verified, source, date]) => [
      id,
      { id, statement, severity, evidence, verified, source, date: date === '' ? undefined : date },
    ]),
  ));
}
