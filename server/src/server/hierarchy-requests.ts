/** The requests of the view "Key hierarchy", handed on. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { hierarchyMethods } from '../protocol/key-hierarchy.js';
import type {
  ExportHierarchyParams,
  HierarchyItemAtParams,
  HierarchyItemAtResult,
  HierarchyPlaceParams,
  HierarchyPlaceResult,
  KeyHierarchy,
  KeyHierarchyParams,
} from '../protocol/key-hierarchy.js';
import type { KeyHierarchies } from './key-hierarchies.js';

const NONE = { errors: 0, warnings: 0, informations: 0 };
const FAILED: KeyHierarchy = { status: 'failed', templates: [], items: [], problems: NONE, total: 0, shown: 0 };

/** Runs a feature for a request; what it throws is logged, and `nothing` is the answer. */
export type Answer = <T>(
  feature: string,
  token: CancellationToken,
  nothing: T,
  compute: () => Promise<T>,
) => Promise<T>;

export function answerHierarchyRequests(
  connection: Connection,
  hierarchies: () => KeyHierarchies | undefined,
  answer: Answer,
): void {
  const ask = <T>(
    feature: string,
    token: CancellationToken,
    nothing: T,
    compute: (hierarchies: KeyHierarchies) => Promise<T>,
  ): Promise<T> =>
    answer(feature, token, nothing, () => {
      const present = hierarchies();
      return present === undefined ? Promise.resolve(nothing) : compute(present);
    });
  connection.onRequest(hierarchyMethods.keyHierarchy, (params: KeyHierarchyParams, token: CancellationToken) =>
    ask('key hierarchy', token, FAILED, (one) => one.answer(params, token)),
  );
  connection.onNotification(hierarchyMethods.keyHierarchyHidden, () => hierarchies()?.hidden());
  connection.onRequest(hierarchyMethods.hierarchyPlace, (params: HierarchyPlaceParams, token: CancellationToken) =>
    ask<HierarchyPlaceResult>('place in the key hierarchy', token, null, (one) => one.place(params, token)),
  );
  connection.onRequest(hierarchyMethods.hierarchyItemAt, (params: HierarchyItemAtParams, token: CancellationToken) =>
    ask<HierarchyItemAtResult>('item of the key hierarchy', token, null, (one) => one.itemAt(params, token)),
  );
  connection.onRequest(hierarchyMethods.exportHierarchy, (params: ExportHierarchyParams, token: CancellationToken) =>
    ask('export of the key hierarchy', token, { text: '' }, (one) => one.export(params, token)),
  );
}
