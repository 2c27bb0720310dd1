/**
 * How far someone's view reaches among the children of an authority: all of them, those of the own team, those the
 * person is allocated to, those who were looked after, those with an episode of the own provider, or none.
 */
export const reaches = ['authority', 'team', 'own', 'placed', 'provider', 'none'] as const;
export type Reach = (typeof reaches)[number];

/**
 * Groups of facts that are given apart: who a child is; the interview form and its findings; what third parties said;
 * fees; provider returns as they came; what was asked of providers and answered; true counts, out of which reports are
 * made; the audit.
 */
export const fieldGroups = [
  'identity',
  'form',
  'third_party',
  'fees',
  'returns',
  'questions',
  'aggregates',
  'audit',
] as const;
export type FieldGroup = (typeof fieldGroups)[number];
