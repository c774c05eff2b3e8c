/** Tenants, or things of tenants, one after the other: a list, or pages that are read as they are needed. */
type Turns<T> = Iterable<T> | AsyncIterable<T>;

/**
 * Does the same for one tenant after the other. Who cannot be served keeps nobody behind it waiting.
 * @throws AggregateError of what went wrong, once everybody had their turn: the queue shows it and tries again
 */
export async function forEachTenant<T>(turns: Turns<T>, work: (turn: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  let count = 0;
  for await (const turn of turns) {
    count++;
    await work(turn).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${count} tenants failed: ${String(failures[0])}`);
}
