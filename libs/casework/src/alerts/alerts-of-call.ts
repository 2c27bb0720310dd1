import { groupCalls } from '#domain/alerts';
import { loadAlerts } from '#persistence';
import type { KeptAlert, Transaction } from '#persistence';

/** The alerts that are told and taken on as one with an alert, without itself, as far as whoever asks sees them. */
export async function othersOfCall(tx: Transaction, { id, episodeId }: KeptAlert): Promise<readonly KeptAlert[]> {
  const calls = groupCalls(await loadAlerts(tx, { episodeIds: [episodeId] }));
  return calls
    .filter((call) => call.some((each) => each.id === id))
    .flatMap((call) => call.filter((each) => each.id !== id));
}
