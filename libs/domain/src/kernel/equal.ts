/** Whether two plain values say the same. Values that know how to compare themselves are asked. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (hasEquals(left)) return Object.getPrototypeOf(left) === Object.getPrototypeOf(right) && left.equals(right);
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, i) => isEqual(item, right[i]))
    );
  }
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && isEqual(Reflect.get(left, key), Reflect.get(right, key)))
  );
}

function hasEquals(value: object): value is { equals(other: unknown): boolean } {
  return typeof Reflect.get(value, 'equals') === 'function';
}
