import type { Page } from '../../http/page.js';

/** New recovery codes, this once, and the way on from there. */
export function recoveryCodesPage(codes: readonly string[], next: string): Page {
  const view = { codes, next };
  return { template: 'sign-in/recovery-codes', title: 'Your recovery codes', place: 'elsewhere', view };
}
