import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendAudit } from '#access';
import type { KeptAnswer, OwnAnswer } from '#access';
import { correctReturnIn, lockEpisode, referEpisodeIn } from '#casework';
import type { CaseworkTransaction, EpisodeOfChild, ReferralDecision, ReturnDecision } from '#casework';
import { cells } from '#domain/submissions';
import type { Moment } from '#domain/time';
import { findProvider } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { cellsOfRow, columnsBesides } from '#submissions';
import type { SentRow } from '#submissions';
import { answerOwnOnce } from '../http/answer-once.js';
import { Problem } from '../http/problem.js';
import { referralFaults } from '../pages/episodes/referral-faults.js';
import { returnFaults } from '../pages/episodes/return.controller.js';
import { ifMatchOf, noSuchEpisode, readView, requireCurrent, seenIn } from './episode-view.js';
import type { EpisodeView } from './episode-view.js';
import { fault, notRecorded, refusalsOf } from './recorded-episode.js';
import { addressOf, refusal } from './record-as-person.js';
import type { PersonRequest } from './record-as-person.js';

/** What a person wants to become of an episode, as it was read. */
export interface Change {
  /** What has to be permitted for it. */
  readonly action: 'episode.correct' | 'episode.record';
  /** Does it, once the episode is known to be the version that was read. */
  readonly carryOut: (transaction: CaseworkTransaction, where: EpisodeOfChild) => Promise<Changed>;
}

type Changed =
  { readonly kind: 'changed'; readonly reference?: string } | { readonly kind: 'refused'; readonly problem: Problem };

/** Reads a change: the return put right, with the reason, or a referral. Fails where it is neither, whoever asks. */
export function readChange(row: SentRow, service: Service): Change {
  return 'provider' in row || 'referred_at' in row ? readReferral(row, service) : readCorrection(row, service);
}

/** Carries a change out, as the page does. */
export async function changeAsPerson(
  service: Service,
  {
    context,
    change,
    sentKey,
    view,
  }: Omit<PersonRequest, 'row'> & { readonly change: Change; readonly view: EpisodeView },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<KeptAnswer> {
  const ifMatch = ifMatchOf(request);
  const write = async (transaction: CaseworkTransaction): Promise<OwnAnswer> => {
    const { tx } = transaction;
    await lockEpisode(tx, view.id);
    const { document, childId } = await seenIn(tx, view);
    requireCurrent(document, ifMatch, true);
    await appendAudit(tx, { action: 'EpisodeRead', itemId: view.id, itemCount: 1, childIds: [childId] }, newId);
    const changed = await change.carryOut(transaction, { childId, episodeId: view.id });
    if (changed.kind === 'refused') return refusal(changed.problem);
    const { reference } = changed;
    const body = { episode: view.id, outcome: 'changed', ...(reference !== undefined && { reference }), findings: [] };
    return { status: 200, location: addressOf(context, view.id), body: JSON.stringify(body), episodeId: view.id };
  };
  try {
    return await answerOwnOnce(service, context, sentKey, write, reply);
  } catch (error) {
    // What was asked for in vain, or as it stood before, is put on record where the write was given up.
    if (error instanceof Problem && ['not-found', 'needs-condition', 'stale'].includes(error.kind))
      await readView(service, view);
    throw error;
  }
}

const ONE_OR_OTHER =
  'Give returned_at, a time or null where the child is not back, and the reason; or provider and referred_at. ' +
  'Everything else is the provider’s to change.';

/** When the child came back, and why that is put right. */
function readCorrection(row: SentRow, service: Service): Change {
  const { reason, ...columns } = row;
  const cell = cellsOfRow(columns)['returned_at'] ?? '';
  const isSaid = cell !== '' || columns['returned_at'] === null;
  if (typeof reason !== 'string' || !isSaid || columnsBesides(columns, ['returned_at']).length > 0)
    throw new Problem('invalid-request', ONE_OR_OTHER);
  const returnedAt = cell === '' || cell === '-' ? null : readMomentCell(cell, 'returned_at', service);
  return {
    action: 'episode.correct',
    async carryOut(transaction, where) {
      const opened = await correctReturnIn(transaction, where, { returnedAt, reason });
      if (opened.kind !== 'opened') throw noSuchEpisode();
      return corrected(opened.value);
    },
  };
}

function corrected(decision: ReturnDecision): Changed {
  if (decision.kind === 'granted') return { kind: 'changed' };
  const { because } = decision;
  const isReason = because === 'reason-too-short' || because === 'reason-too-long';
  const found = fault(because, isReason ? 'reason' : 'returned_at', `${returnFaults[because].text}.`);
  return { kind: 'refused', problem: notRecorded([found]) };
}

/** Who is asked to hold the interview, and since when. */
function readReferral(row: SentRow, service: Service): Change {
  const { provider: code, ...columns } = row;
  const cell = cellsOfRow(columns)['referred_at'] ?? '';
  if (typeof code !== 'string' || code.trim() === '' || cell === '' || cell === '-')
    throw new Problem('invalid-request', ONE_OR_OTHER);
  if (columnsBesides(columns, ['referred_at']).length > 0) throw new Problem('invalid-request', ONE_OR_OTHER);
  const referredAt = readMomentCell(cell, 'referred_at', service);
  return {
    action: 'episode.record',
    async carryOut(transaction, where) {
      const provider = await findProvider(transaction.tx, code.trim());
      if (!provider) return { kind: 'refused', problem: notRecorded(refusalsOf(['not-covered'])) };
      const opened = await referEpisodeIn(transaction, where, { providerId: provider.id, referredAt });
      if (opened.kind !== 'opened') throw noSuchEpisode();
      return referred(opened.value);
    },
  };
}

function referred(decision: ReferralDecision): Changed {
  if (decision.kind === 'granted') return { kind: 'changed', reference: decision.value.reference };
  const { because } = decision;
  const isTime = because === 'referred-in-future' || because === 'referred-before-missing';
  const found = fault(because, isTime ? 'referred_at' : 'provider', `${referralFaults[because].text}.`);
  return { kind: 'refused', problem: notRecorded([found]) };
}

function readMomentCell(cell: string, column: 'returned_at' | 'referred_at', { lists }: Service): Moment {
  const { value, notes } = cells.moment(cell, lists);
  const wrong = notes.filter(({ severity }) => severity === 'error');
  if (value === undefined || wrong.length > 0)
    throw notRecorded(wrong.map((note) => fault(note.code, column, note.message)));
  return value;
}
