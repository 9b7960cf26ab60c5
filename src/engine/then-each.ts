/**
 * Does the work, then each step in turn, also when the work or a step before it has failed: what one of them holds on to
 * must not stay held because another could not let go. Throws what failed first.
 */
export async function thenEach<Value>(
  work: () => Promise<Value>,
  steps: readonly (() => unknown)[],
): Promise<Value> {
  const done = work();
  const all: Promise<unknown>[] = [done];
  await done.catch(() => undefined);
  for (const step of steps) {
    const stepped = Promise.resolve().then(step);
    all.push(stepped);
    await stepped.catch(() => undefined);
  }
  for (const one of all) await one;
  return done;
}
