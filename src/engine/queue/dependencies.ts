/** Finds a circle that some of the starts lead to, for instance `[1, 2, 1]`; undefined when there is none. */
export function findCycle<N>(
  starts: Iterable<N>,
  dependenciesOf: (node: N) => readonly N[],
): readonly N[] | undefined {
  // A node is looked at once, whatever leads to it: a long chain must not cost its square.
  const finished = new Set<N>();
  for (const start of starts) {
    if (finished.has(start)) continue;
    const path = new Set<N>([start]);
    const open = [{ node: start, rest: [...dependenciesOf(start)] }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        finished.add(top.node);
        path.delete(top.node);
        open.pop();
      } else if (path.has(next)) {
        const nodes = [...path];
        return [...nodes.slice(nodes.indexOf(next)), next];
      } else if (!finished.has(next)) {
        path.add(next);
        open.push({ node: next, rest: [...dependenciesOf(next)] });
      }
    }
  }
  return undefined;
}
