const outward = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const full = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;

/** The outward code (first half) of a full postcode or of an outward code; null when it is neither. */
export function outwardCodeOf(postcode: string): string | null {
  const compact = postcode.toUpperCase().replaceAll(/\s+/g, '');
  if (outward.test(compact)) return compact;
  return full.exec(compact)?.[1] ?? null;
}
