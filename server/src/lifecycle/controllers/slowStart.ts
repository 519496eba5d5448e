/**
 * Makes things in batches of one, two, four and so on, as long as none of a batch is refused. Returns the first refusal.
 * Upstream: `slowStartBatch` in `pkg/controller/replicaset/replica_set.go`.
 *
 * @param make says why one is refused
 */
export function slowStart<T>(things: readonly T[], make: (thing: T) => string | undefined): string | undefined {
  let done = 0;
  for (let size = 1; done < things.length; size *= 2) {
    const refusals = things.slice(done, done + size).flatMap((thing) => make(thing) ?? []);
    if (refusals[0] !== undefined) return refusals[0];
    done += size;
  }
  return undefined;
}
