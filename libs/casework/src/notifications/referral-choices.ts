import type { ChildGroup } from '#domain/children';
import { groupOf, mayRefer } from '#domain/notifications';
import type { EpisodeWish } from '#domain/notifications';
import { contractInForce } from '#domain/providers';
import { dayOf } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction, listAgreements, listContracts, listProviders, listSettings, travelRulesOn } from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext } from '#persistence';

type Database = Parameters<typeof inTransaction>[0];

/** A provider that may be asked to hold the interview. */
export interface ReferralChoice {
  readonly providerId: string;
  readonly name: string;
  readonly kind: string;
}

/** The providers to which an episode that is written down may be referred on a day. */
export function listReferralChoices(
  database: Database,
  context: TransactionContext,
  lists: ReferenceLists,
  wish: EpisodeWish,
  today: Day,
): Promise<readonly ReferralChoice[]> {
  return inTransaction(database, context, async (tx) => {
    const { authority } = context;
    const rules = travelRulesOn(dayOf(wish.missing_at), { authority, settings: await listSettings(tx), lists });
    return referralChoicesOf(tx, groupOf(wish, rules), today);
  });
}

/** Those with a contract that covers a child of the report group, and a sharing agreement, both in force on the day. */
export async function referralChoicesOf(
  tx: Transaction,
  group: ChildGroup,
  today: Day,
): Promise<readonly ReferralChoice[]> {
  const agreed = { contracts: await listContracts(tx), agreements: await listAgreements(tx) };
  const providers = await listProviders(tx);
  return providers
    .filter(({ id }) => mayRefer(agreed, id, today, group))
    .map(({ id, name }) => ({
      ...{ providerId: id, name },
      kind: contractInForce(agreed.contracts, id, today)?.kind ?? '',
    }));
}
