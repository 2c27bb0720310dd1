import { groupOf, mayRefer } from '#domain/notifications';
import type { EpisodeWish } from '#domain/notifications';
import { dayOf } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction, listContracts, listProviders, listSettings, travelRulesOn } from '#persistence';
import type { ReferenceLists, TransactionContext } from '#persistence';

type Database = Parameters<typeof inTransaction>[0];

/** A provider that may be asked to hold the interview. */
export interface ReferralChoice {
  readonly providerId: string;
  readonly name: string;
  readonly kind: string;
}

/** The providers to which an episode may be referred on a day: those with a contract in force that covers the child. */
export function listReferralChoices(
  database: Database,
  context: TransactionContext,
  lists: ReferenceLists,
  wish: EpisodeWish,
  today: Day,
): Promise<readonly ReferralChoice[]> {
  return inTransaction(database, context, async (tx) => {
    const contracts = await listContracts(tx);
    const { authority } = context;
    const rules = travelRulesOn(dayOf(wish.missing_at), { authority, settings: await listSettings(tx), lists });
    const group = groupOf(wish, rules);
    const providers = await listProviders(tx);
    return providers
      .filter(({ id }) => mayRefer(contracts, id, today, group))
      .map(({ id, name }) => ({
        ...{ providerId: id, name },
        kind: contracts.find(({ providerId }) => providerId === id)?.kind ?? '',
      }));
  });
}
