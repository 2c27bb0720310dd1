const postcode = /^([A-Z]{1,2}\d[A-Z\d]?)(?:\s*\d[A-Z]{2})?$/;

/** The outward code (first half) of a full postcode or of an outward code; null when it is neither, as is a sector. */
export function outwardCodeOf(text: string): string | null {
  return postcode.exec(text.trim().toUpperCase())?.[1] ?? null;
}
