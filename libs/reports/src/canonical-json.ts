import canonicalize from 'canonicalize';

/** JSON in the one form that RFC 8785 gives it: the same report is the same bytes, and can be compared and signed. */
export function canonicalJson(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new Error('There is no JSON for this value.');
  return json;
}
