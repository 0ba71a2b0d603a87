/** A snapshot is shared by all views, so nobody may change it. */
export function deepFrozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === "object" && part !== null && !Object.isFrozen(part) && !(part instanceof Map)) deepFrozen(part as object);
  }
  return Object.freeze(value);
}
