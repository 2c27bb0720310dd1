import { appendAudit } from '#access';
import type { Moment } from '#domain/time';
import { inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { loadEpisodes } from './child-episodes.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { decidePair } from './merge-children.js';
import type { PairRefusal } from './merge-children.js';
import { listStandingMerges } from './merged-records.js';
import type { StandingMerge } from './merged-records.js';
import { findSeen, openChild } from './open-child.js';
import type { Opened, SeenChild } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** A record as it is held beside another one, to see whether both are the same child. */
export interface ComparedRecord extends ChildHeading {
  readonly episodes: readonly {
    readonly missingAt: Moment;
    readonly returnedAt: Moment | null;
    readonly providerName: string | null;
    readonly refs: readonly string[];
  }[];
}

/** A child's record, and another one that may be the same child. */
export interface MergeChoice extends ChildHeading {
  readonly merges: readonly StandingMerge[];
  /** Both records, the one that goes on first; null where no other was asked for, or it cannot be shown. */
  readonly pair: readonly [ComparedRecord, ComparedRecord] | null;
  /** Why the two cannot be merged, as far as that is known before a reason is given. */
  readonly refusal: PairRefusal | null;
}

/** Opens a child's record to merge another one into it or to undo that, with the other beside it where one is named; on record. */
export function readMerge(
  database: Database,
  context: TransactionContext,
  childId: string,
  otherId: string | null,
): Promise<Opened<MergeChoice>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<MergeChoice> => {
      const { pair, refusal } = otherId === null ? { pair: null, refusal: null } : await compare(tx, child, otherId);
      const childIds = [...child.recordIds, ...(pair?.[1].recordIds ?? [])];
      await appendAudit(
        tx,
        { action: 'ChildRead', itemId: child.childId, itemCount: pair?.length ?? 1, childIds },
        newId,
      );
      const merges = await listStandingMerges(tx, child.childId);
      return { ...(await readHeading(tx, child)), merges, pair, refusal };
    }),
  );
}

async function compare(
  tx: Transaction,
  child: SeenChild,
  otherId: string,
): Promise<Pick<MergeChoice, 'pair' | 'refusal'>> {
  const decision = await decidePair(tx, child, { otherId, reason: '' });
  const refusal = decision.kind === 'refused' && !decision.because.startsWith('reason-') ? decision.because : null;
  if (refusal !== null) return { pair: null, refusal };
  const other = await findSeen(tx, otherId);
  return { pair: other && [await readCompared(tx, child), await readCompared(tx, other)], refusal: null };
}

async function readCompared(tx: Transaction, child: SeenChild): Promise<ComparedRecord> {
  const episodes = await loadEpisodes(tx, child.recordIds);
  return {
    ...(await readHeading(tx, child)),
    episodes: episodes.map(({ facts: { missingAt, returnedAt }, providerName, refs }) => ({
      ...{ missingAt, returnedAt, providerName, refs },
    })),
  };
}
