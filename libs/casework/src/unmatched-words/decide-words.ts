import { appendAudit } from '#access';
import { decideReason } from '#domain/access';
import type { ReasonRefusal } from '#domain/access';
import type { CaseRecord } from '#domain/cases';
import { isActiveOn } from '#domain/factors';
import type { FactorTaxonomy } from '#domain/factors';
import { addFactor } from '#domain/interviews';
import type { EpisodeId, ProviderId } from '#domain/kernel';
import { dayInLondon } from '#domain/time';
import { asService, endFactorAlias, insertFactorAlias, listWaitingWords, settleWords } from '#persistence';
import type { KeptAlias, Transaction, TransactionContext, WaitingWords } from '#persistence';
import { newId } from '#platform';
import type { Casework, CaseworkTransaction } from '../casework.js';
import { lockImports } from '../keeping-context.js';
import { findGroup, findInForce } from './read-unmatched-words.js';

/** What somebody decided that waiting words mean. */
export interface WordsDecision {
  /** The code of a factor of the same section; null where the words name none. */
  readonly code: string | null;
  /** Why they name none; not asked for where they name one. */
  readonly reason: string;
  /** Whose words are meant; null for those of every provider. */
  readonly providerId: ProviderId | null;
  /** Whether it also holds for the rows that wait already. */
  readonly isForThePast: boolean;
}

export type WordsRefusal =
  ReasonRefusal | 'no-such-words' | 'no-such-code' | 'no-such-provider' | 'decided-already' | 'too-long';

/** Longer than this are no words that come again, but a sentence about one child. */
export const LONGEST_ALIAS = 100;

/** Makes an alias of words that wait, and applies it to the past where that is wanted. Null once that is done. */
export function decideWords(
  casework: Casework,
  context: TransactionContext,
  { taxonomy, wordsId }: { readonly taxonomy: FactorTaxonomy; readonly wordsId: string },
  decision: WordsDecision,
): Promise<WordsRefusal | null> {
  return casework.write(context, async (transaction) => {
    const { tx } = transaction;
    const today = dayInLondon(tx.now);
    const group = await findGroup(tx, wordsId);
    if (!group) return 'no-such-words';
    if (group.words.length > LONGEST_ALIAS) return 'too-long';
    const { code, providerId, isForThePast } = decision;
    if (providerId !== null && !group.providerIds.includes(providerId)) return 'no-such-provider';
    const factor = code === null ? null : taxonomy.findByCode(code);
    if (code !== null && (factor?.category !== group.section || !isActiveOn(factor, today))) return 'no-such-code';
    const reason = code === null ? decideReason(decision.reason) : null;
    if (reason?.kind === 'refused') return reason.because;
    const alias = {
      id: newId(),
      providerId,
      section: group.section,
      words: group.words,
      wordsKey: group.wordsKey,
      code: factor?.code ?? null,
    };
    const kept = { ...alias, reason: reason?.value ?? '', validFrom: today, validTo: null };
    if (!(await insertFactorAlias(tx, kept))) return 'decided-already';
    await recordDecision(tx, alias.id, `made: ${alias.code ?? 'no factor'}`);
    if (isForThePast) await applyToPast(transaction, { ...kept, decidedBy: tx.context.actorName });
    return null;
  });
}

/** Applies an alias in force to the rows whose words wait; gives to how many, or null where it is not in force. */
export function applyAlias(casework: Casework, context: TransactionContext, aliasId: string): Promise<number | null> {
  return casework.write(context, async (transaction) => {
    const alias = await findInForce(transaction.tx, aliasId);
    return alias && applyToPast(transaction, alias);
  });
}

/** Ends an alias from now on. What it has coded stays coded. Gives whether there was one in force. */
export function endAlias(casework: Casework, context: TransactionContext, aliasId: string): Promise<boolean> {
  return casework.write(context, async ({ tx }) => {
    const isEnded = await endFactorAlias(tx, aliasId, dayInLondon(tx.now));
    if (isEnded) await recordDecision(tx, aliasId, 'ended');
    return isEnded;
  });
}

function recordDecision(tx: Transaction, itemId: string, reason: string): Promise<void> {
  return appendAudit(tx, { action: 'FactorAliasChange', itemId, itemCount: 1, childIds: [], reason }, newId);
}

/**
 * The interviews whose words wait say the factor from now on, and with them every report that is built later; a report
 * that was built stays as it was. Words of rows without an interview, and vulnerabilities without yes or no, go on waiting.
 */
async function applyToPast({ tx, apply }: CaseworkTransaction, alias: KeptAlias): Promise<number> {
  return asService(tx, async () => {
    await lockImports(tx);
    const waiting = await listWaitingWords(tx, alias);
    const { code } = alias;
    if (code === null) {
      await settleWords(
        tx,
        waiting.map(({ id }) => id),
        'ignored',
        alias.id,
      );
      return waiting.length;
    }
    const coded: string[] = [];
    await apply({
      action: 'FactorWordsCode',
      episodeIds: [...new Set(waiting.map(({ episodeId }) => episodeId))],
      now: tx.now,
      decide: (known) => {
        const changed = new Map<EpisodeId, CaseRecord>();
        for (const words of waiting) {
          const record = changed.get(words.episodeId) ?? known.get(words.episodeId);
          const after = record && recordWith(record, words, code);
          if (!after) continue;
          changed.set(words.episodeId, after);
          coded.push(words.id);
        }
        return { changed: [...changed.values()] };
      },
    });
    await settleWords(tx, coded, 'coded', alias.id);
    return coded.length;
  });
}

function recordWith(record: CaseRecord, words: WaitingWords, code: string): CaseRecord | null {
  const { section, view, isPresent } = words;
  if (record.interview === null || (section === 'vulnerability' && isPresent === null)) return null;
  const found =
    section === 'vulnerability' ? { section, code, isPresent: isPresent === true } : { section, code, view };
  return { ...record, interview: addFactor(record.interview, found) };
}
