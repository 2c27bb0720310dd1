import { appendAudit } from '#access';
import { inTransaction, listProviders } from '#persistence';
import type { ReferenceLists, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { buildReturnTemplate } from '../return-template.js';
import { readOpenReferrals } from './open-referrals.js';

type Database = Parameters<typeof inTransaction>[0];

/** The workbook of the acting provider for a month, with its open referrals filled in; on record with every child in it. */
export async function makeReturnTemplate(
  database: Database,
  lists: ReferenceLists,
  context: TransactionContext,
  period: string,
): Promise<Uint8Array> {
  const { rows, code, createdAt } = await inTransaction(database, context, async (tx) => {
    const provider = (await listProviders(tx)).find(({ id }) => id === context.providerId);
    if (!provider) throw new Error('Somebody acts for a provider that does not work here.');
    const referrals = await readOpenReferrals(tx);
    const { childIds } = referrals;
    await appendAudit(tx, { action: 'ReturnTemplateRead', itemCount: childIds.length, childIds }, newId);
    return { rows: referrals.rows, code: provider.code, createdAt: new Date(tx.now.epochMilliseconds) };
  });
  return buildReturnTemplate({
    ...{ period, rows, createdAt, providerCode: code, taxonomy: lists.taxonomy, codes: lists.listCodes },
    authorityName: lists.authorityName(context.authority),
  });
}
