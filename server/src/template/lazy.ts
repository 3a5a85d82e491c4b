/** Computes on first use and keeps the result. */
export function lazy<T>(compute: () => T): () => T {
  let pending: (() => T) | undefined = compute;
  let result: T;
  return () => {
    if (pending !== undefined) {
      result = pending();
      pending = undefined;
    }
    return result;
  };
}
