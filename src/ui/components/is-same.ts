/** Whether two values of plain data (objects, arrays, primitives) say the same. Made for views that change rarely. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((part, at) => isSame(part, b[at]));
  }
  if (Array.isArray(b)) return false;
  return hasSameFields(a as Record<string, unknown>, b as Record<string, unknown>);
}

function hasSameFields(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => isSame(a[name], b[name]) && name in b);
}
