/** What a message is called by whoever speaks of it: the end of its opaque id, in groups, `9F3C-21AB-77D0`. */
export function messageReference(id: string): string {
  const letters = id.replaceAll('-', '').slice(-12).toUpperCase();
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].join('-');
}
