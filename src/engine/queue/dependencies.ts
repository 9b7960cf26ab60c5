/** Finds a path that leads from a node back to itself, for instance `[1, 2, 1]`; undefined when there is none. */
export function findCycle<N>(
  start: N,
  dependenciesOf: (node: N) => readonly N[],
): readonly N[] | undefined {
  const parentOf = new Map<N, N>();
  const open: N[] = [start];
  while (open.length > 0) {
    const node = open.pop();
    if (node === undefined) break;
    for (const next of dependenciesOf(node)) {
      if (next === start) return [...pathTo(node, start, parentOf), start];
      if (parentOf.has(next)) continue;
      parentOf.set(next, node);
      open.push(next);
    }
  }
  return undefined;
}

function pathTo<N>(node: N, start: N, parentOf: ReadonlyMap<N, N>): N[] {
  const path = [node];
  let at = node;
  while (at !== start) {
    const parent = parentOf.get(at);
    if (parent === undefined) break;
    path.unshift(parent);
    at = parent;
  }
  return path;
}
