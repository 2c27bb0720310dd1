import { appendAudit } from '#access';
import type { FactorCategory } from '#domain/factors';
import type { ProviderId } from '#domain/kernel';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import { asService, inTransaction, listFactorAliases, listProviders, listWaitingWords } from '#persistence';
import type { KeptAlias, ProviderName, Transaction, TransactionContext, WaitingWords } from '#persistence';
import { newId } from '#platform';

/** Words of one section that wait, whoever typed them. */
export interface WaitingGroup {
  /** The opaque id of the row that has waited longest: by it the group is known. */
  readonly id: string;
  readonly section: FactorCategory;
  readonly words: string;
  readonly wordsKey: string;
  /** How many rows hold them. */
  readonly count: number;
  readonly providerIds: readonly ProviderId[];
}

/** An alias in force, with how many rows wait that it could be applied to. */
export interface AliasInForce extends KeptAlias {
  readonly waiting: number;
}

export interface UnmatchedWordsPage {
  readonly groups: readonly WaitingGroup[];
  readonly aliases: readonly AliasInForce[];
  readonly providers: readonly ProviderName[];
}

type Database = Parameters<typeof inTransaction>[0];

/**
 * The words that wait, those of most rows first, and the aliases in force. The words are what forms say, so the look is on
 * record with every child whose form it was; which child, and whether the record is restricted, is not shown.
 */
export function readUnmatchedWords(database: Database, context: TransactionContext): Promise<UnmatchedWordsPage> {
  return inTransaction(database, context, async (tx) => {
    const waiting = await lookAtWaiting(tx);
    const today = dayInLondon(tx.now);
    const aliases = (await listFactorAliases(tx)).filter(({ validTo }) => validTo === null || isLater(validTo, today));
    return {
      groups: groupsOf(waiting),
      aliases: aliases.map((alias) => ({ ...alias, waiting: waiting.filter((each) => isOf(each, alias)).length })),
      providers: await listProviders(tx),
    };
  });
}

/** Whether an alias that has not been ended is known by an id. */
export function isAliasInForce(database: Database, context: TransactionContext, aliasId: string): Promise<boolean> {
  return inTransaction(database, context, async (tx) => (await findInForce(tx, aliasId)) !== null);
}

/** An alias that has not been ended, by its id; null where there is none. */
export async function findInForce(tx: Transaction, aliasId: string): Promise<KeptAlias | null> {
  return (await listFactorAliases(tx)).find(({ id, validTo }) => id === aliasId && validTo === null) ?? null;
}

/** One group by the id of one of its rows; null where nothing waits under that id. */
export function readWaitingGroup(
  database: Database,
  context: TransactionContext,
  id: string,
): Promise<{ readonly group: WaitingGroup; readonly providers: readonly ProviderName[] } | null> {
  return inTransaction(database, context, async (tx) => {
    const group = await findGroup(tx, id);
    return group && { group, providers: await listProviders(tx) };
  });
}

/** The group of a row that waits, looked at on record. */
export async function findGroup(tx: Transaction, id: string): Promise<WaitingGroup | null> {
  const waiting = await asService(tx, () => listWaitingWords(tx));
  const known = waiting.find((each) => each.id === id);
  if (!known) return null;
  const same = waiting.filter(({ section, wordsKey }) => section === known.section && wordsKey === known.wordsKey);
  await recordLook(tx, same);
  const [group] = groupsOf(same);
  return group ? { ...group, id } : null;
}

async function lookAtWaiting(tx: Transaction): Promise<readonly WaitingWords[]> {
  const waiting = await asService(tx, () => listWaitingWords(tx));
  await recordLook(tx, waiting);
  return waiting;
}

function recordLook(tx: Transaction, waiting: readonly WaitingWords[]): Promise<void> {
  const childIds = waiting.map(({ childId }) => childId);
  return appendAudit(tx, { action: 'UnmatchedWordsRead', itemCount: waiting.length, childIds }, newId);
}

function groupsOf(waiting: readonly WaitingWords[]): readonly WaitingGroup[] {
  const groups = new Map<string, WaitingWords[]>();
  for (const each of waiting) {
    const key = `${each.section} ${each.wordsKey}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()]
    .flatMap((rows): readonly WaitingGroup[] => {
      const [first] = rows;
      if (!first) return [];
      const { id, section, words, wordsKey } = first;
      const providerIds = [...new Set(rows.map(({ providerId }) => providerId))];
      return [{ id, section, words, wordsKey, count: rows.length, providerIds }];
    })
    .sort((left, right) => right.count - left.count || (left.wordsKey < right.wordsKey ? -1 : 1));
}

function isOf(waiting: WaitingWords, { section, wordsKey, providerId }: KeptAlias): boolean {
  return (
    waiting.section === section &&
    waiting.wordsKey === wordsKey &&
    (providerId === null || waiting.providerId === providerId)
  );
}

function isLater(day: Day, than: Day): boolean {
  return day.since(than).sign > 0;
}
