/** What a spreadsheet program takes for the beginning of a formula, after apostrophes and blanks. */
const begins = /^'*\s*[=+\-@\t\r]/;

/**
 * A text as it is sent out: one that a spreadsheet would evaluate gets an apostrophe before it. A lone `-` is a value of
 * its own and never evaluated. `restored` takes exactly that apostrophe off again.
 */
export function neutralised(text: string): string {
  return text !== '-' && begins.test(text) ? `'${text}` : text;
}

/** A text as it was before it was sent out. */
export function restored(text: string): string {
  return text.startsWith("'") && begins.test(text) ? text.slice(1) : text;
}
