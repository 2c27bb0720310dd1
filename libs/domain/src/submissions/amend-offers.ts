import type { InterviewOffer } from '../interviews/index.js';
import type { NewId } from '../kernel/index.js';
import { said } from './amend-context.js';
import type { SoundValues } from './amend-context.js';

/**
 * The ledger of offers as a row leaves it. A row speaks of one offer, so a changed time corrects that one; `attempts`
 * lists all attempts, so it replaces the list. Lines keep their id for as long as they keep their place.
 */
export function amendOffers(
  known: readonly InterviewOffer[],
  values: SoundValues,
  newId: NewId,
): readonly InterviewOffer[] {
  const offer = amendOffer(known.find(({ origin }) => origin === 'offer') ?? null, values, newId);
  return [
    ...(offer ? [offer] : []),
    ...amendAttempts(
      known.filter(({ origin }) => origin === 'attempt'),
      values,
      newId,
    ),
  ];
}

function amendOffer(known: InterviewOffer | null, values: SoundValues, newId: NewId): InterviewOffer | null {
  const offeredAt = said(values.offered_at, known?.offeredAt ?? null);
  if (offeredAt === null) return null;
  return {
    id: known?.id ?? newId(),
    origin: 'offer',
    offeredAt,
    method: said(values.offer_method, known?.method ?? null),
    offeredTo: said(values.offered_to, known?.offeredTo ?? null),
    outcome: said(values.offer_outcome, known?.outcome ?? null),
  };
}

function amendAttempts(known: readonly InterviewOffer[], values: SoundValues, newId: NewId): readonly InterviewOffer[] {
  if (values.attempts === undefined) return known;
  return (values.attempts ?? []).map((attempt, place) => ({
    id: known[place]?.id ?? newId(),
    origin: 'attempt',
    offeredAt: attempt.at,
    method: attempt.method,
    offeredTo: 'child',
    outcome: attempt.outcome,
  }));
}
