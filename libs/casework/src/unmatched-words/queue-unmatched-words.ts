import { aliasInForce, wordKeyOf } from '#domain/factors';
import type { FactorAlias } from '#domain/factors';
import type { ProviderId } from '#domain/kernel';
import type { WordsOfRow } from '#domain/submissions';
import type { Day } from '#domain/time';
import { putIntoQueue, withdrawWords } from '#persistence';
import type { QueuedWords, Transaction } from '#persistence';
import { newId } from '#platform';

/** A row that was applied, by the provider's reference, with its words about factors. */
export interface RowWords extends WordsOfRow {
  readonly ref: string;
}

/**
 * Lets the words that no factor is known for wait until somebody says what they mean, in the transaction that applies
 * their rows. Words that an alias leaves aside are kept as such. Sent again, a row waits once; sent with other words, only
 * with these.
 */
export async function queueUnmatchedWords(
  tx: Transaction,
  { providerId, aliases, day }: { providerId: ProviderId; aliases: readonly FactorAlias[]; day: Day },
  rows: readonly RowWords[],
): Promise<void> {
  const latest = [...new Map(rows.map((row) => [row.ref, row])).values()];
  const words = latest.flatMap(({ ref, unmatched }) =>
    unmatched.flatMap((each): readonly QueuedWords[] => {
      const wordsKey = wordKeyOf(each.words);
      if (wordsKey === '') return [];
      const alias = aliasInForce(aliases, { ...each, providerId }, day);
      return [{ ...each, id: newId(), ref, wordsKey, ignoredBy: alias?.id ?? null }];
    }),
  );
  const once = [...new Map(words.map((each) => [`${each.ref} ${each.section} ${each.wordsKey}`, each])).values()];
  const told = latest.flatMap(({ ref, told: sections }) => sections.map((section) => ({ ref, section })));
  await withdrawWords(tx, providerId, told, once);
  await putIntoQueue(tx, providerId, once);
}
