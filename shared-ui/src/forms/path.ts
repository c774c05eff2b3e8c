/** Reads `tools.0.name` out of nested values; undefined where there is nothing. */
export function readPath(from: unknown, path: string): unknown {
  let at: unknown = from;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** A copy of `into` with `value` at `path`; everything not on the path is shared with the original. */
export function writePath<T extends object>(into: T, path: string, value: unknown): T {
  const [key, ...rest] = path.split('.');
  if (key === undefined) return into;
  const copy = (Array.isArray(into) ? [...into] : { ...into }) as T;
  const inner: unknown = Reflect.get(into, key);
  const next = rest.length === 0 ? value : writePath(typeof inner === 'object' && inner !== null ? inner : {}, rest.join('.'), value);
  Reflect.set(copy, key, next);
  return copy;
}
