/**
 * What the parameters of a route name. The matrix test knows from it which records to ask for, and fails on a route with
 * a parameter that stands in no entry.
 */
export type RouteTarget =
  /** A child; `episodeId` beside it is an episode of that child. Each state of a child is tried. */
  | { readonly kind: 'child' }
  /** An episode of a child; each state of the child is tried. */
  | { readonly kind: 'episode' }
  /** A submission of a provider: the own one, another provider's, another authority's, none. */
  | { readonly kind: 'submission' }
  /** A row of another table of an authority: one of the own authority, one of another, none. */
  | { readonly kind: 'record'; readonly table: string; readonly where?: string }
  /** Something that only its own person or organisation finds; tests of its own try theirs, here it is absent. */
  | { readonly kind: 'personal' }
  /** The page is the same whatever the parameters say; nothing can be learned from it. */
  | { readonly kind: 'alike' }
  /** No record: a month, a file of our own, a secret. One value that is let in. */
  | { readonly kind: 'value'; readonly value: string };

/** By the beginning of the route's pattern; the longest that fits is taken. */
const targets: Readonly<Record<string, RouteTarget>> = {
  '/alerts/:id': { kind: 'personal' },
  '/alerts/ladder/covers/:id': { kind: 'personal' },
  '/agreements/:id': { kind: 'record', table: 'sharing_agreement' },
  '/assets/:name': { kind: 'value', value: 'none.css' },
  '/break-glass/:id': { kind: 'record', table: 'child_admission', where: `kind = 'emergency'` },
  '/children/:id': { kind: 'child' },
  '/children/:id/break-glass': { kind: 'alike' },
  '/doubtful-children/:id': { kind: 'record', table: 'child_doubt', where: 'settled_at IS NULL' },
  '/doubtful-children/decisions/:id': { kind: 'record', table: 'child_match', where: 'undone_at IS NULL' },
  '/episodes/recorded/:reference': { kind: 'value', value: 'HW-0123456789' },
  '/held-forms/:id': { kind: 'personal' },
  '/invitation/:secret': { kind: 'value', value: 'none' },
  '/keys/:id': { kind: 'personal' },
  '/notices/:id': { kind: 'personal' },
  '/notifications/:id': { kind: 'record', table: 'notification_list' },
  '/outbox/:id': { kind: 'personal' },
  '/people/:id': { kind: 'personal' },
  '/provider-returns/:id': { kind: 'submission' },
  '/questions/:id': { kind: 'personal' },
  '/questions/rows/:id': { kind: 'personal' },
  '/reconciliation/notifications/:id': { kind: 'record', table: 'missing_notification' },
  '/retention/holds/:id': { kind: 'record', table: 'legal_hold' },
  '/retention/children/:id': { kind: 'child' },
  '/unmatched-words/:id': { kind: 'record', table: 'unmatched_word', where: `outcome = 'waiting'` },
  '/unmatched-words/aliases/:id': { kind: 'record', table: 'factor_alias', where: 'valid_to IS NULL' },
  '/api/v1/alerts/:id': { kind: 'personal' },
  '/api/v1/episodes/:id': { kind: 'episode' },
  '/api/v1/provider-returns/:id': { kind: 'submission' },
  '/api/v1/questions/:id': { kind: 'personal' },
  '/api/v1/reports/mace/:month': { kind: 'value', value: '2025-10' },
  '/reports/mace/:month': { kind: 'value', value: '2025-10' },
};

/** What a route with parameters names. */
export function targetOfRoute(url: string): RouteTarget | null {
  const [longest] = Object.keys(targets)
    .filter((pattern) => url === pattern || url.startsWith(`${pattern}/`))
    .sort((left, right) => right.length - left.length);
  return longest === undefined ? null : (targets[longest] ?? null);
}

/** Where nobody is asked who they are, as it was reviewed: signing in and out, files of our own, the state of the service. */
const openToAll = ['/assets', '/health', '/invitation', '/metrics', '/sign-in', '/sign-out'];

export function isMeantToBeOpen(url: string): boolean {
  return url === '/' || openToAll.some((place) => url === place || url.startsWith(`${place}/`));
}

export const HOW_TO_ADD = `Add the beginning of the route to the table in test/support/route-targets.ts, with what its
parameter names: a child, an episode, a submission, a record of another table, the same page for all, or a value.`;
