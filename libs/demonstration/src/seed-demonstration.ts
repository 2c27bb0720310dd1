import { appendAudit, openAccessReviews } from '#access';
import type { Casework } from '#casework';
import { dayInLondon } from '#domain/time';
import type { Instant } from '#domain/time';
import { systemContext } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { stringify } from 'csv-stringify/sync';
import type { NotificationLists, ProviderReturns } from '#submissions';
import { askForReturns } from './ask-for-returns.js';
import { allocateChildren } from './allocate-children.js';
import { SUTTON, demonstrationAuthorities } from './demonstration-authorities.js';
import type { DemonstrationAuthority } from './demonstration-authorities.js';
import { generateNotifications } from './generate-notifications.js';
import { generateReturns } from './generate-returns.js';
import { recordCouncilSteps } from './record-council-steps.js';
import { restrictAndOpen } from './restrict-and-open.js';
import { setUpCommissioning } from './set-up-commissioning.js';

export interface SeedOptions {
  readonly authorities: number;
  readonly months: number;
  readonly seed: number;
  readonly at: Instant;
  readonly actorName: string;
  /** Breaks the loading off between two returns; loading again with the same seed and end goes on with it. */
  readonly signal?: AbortSignal;
}

export interface Seeded {
  readonly authorities: number;
  readonly providers: number;
  readonly children: number;
  readonly episodes: number;
}

/** The doors of the service through which everything of the demonstration goes in. */
export interface Doors {
  readonly casework: Casework;
  readonly returns: ProviderReturns;
  readonly notifications: NotificationLists;
}

/** The demonstration cannot be loaded here: the reason is for a person to read. */
export class DemonstrationRefused extends Error {
  override readonly name = 'DemonstrationRefused';
}

/** Loads invented councils, providers and children. Everything goes in by the same doors as real returns do. */
export async function seedDemonstration(
  { casework, returns, notifications }: Doors,
  options: SeedOptions,
  onProgress: (line: string) => void = () => undefined,
): Promise<Seeded> {
  const contextOf = (authority: string) => systemContext(authority, options.actorName);
  const authorities = await casework.write(contextOf(SUTTON), async ({ tx }) => {
    await refuseWhereItMayNotBe(tx, options);
    await markLoading(tx, options);
    return demonstrationAuthorities(tx, options.authorities);
  });
  for (const authority of authorities) {
    await casework.write(contextOf(authority.code), async ({ tx }) => {
      await setUpCommissioning(tx, authority);
      if (options.months > 0) await askForReturns(tx, options.at);
      await appendAudit(tx, { action: 'CommissioningChange', itemCount: 1, childIds: [] }, newId);
    });
  }
  await casework.write(contextOf(SUTTON), ({ tx }) => openAccessReviews(tx, dayInLondon(tx.now), newId));
  for (const [index, authority] of authorities.entries()) {
    await sendReturns({ returns, notifications }, authority, index, options, onProgress);
    await recordCouncilSteps(casework, contextOf(authority.code), options);
    await casework.write(contextOf(authority.code), ({ tx }) => allocateChildren(tx));
    if (authority.code === SUTTON) {
      await casework.write(contextOf(authority.code), ({ tx }) => restrictAndOpen(tx, options.at));
    }
  }
  if (!options.signal?.aborted) await casework.write(contextOf(SUTTON), ({ tx }) => markLoaded(tx));
  return totals(
    casework,
    authorities.map(({ code }) => contextOf(code)),
  );
}

async function refuseWhereItMayNotBe(tx: Transaction, options: SeedOptions): Promise<void> {
  const [state] = await tx.query<{
    authorities: number;
    is_demonstration: boolean;
    is_loaded: boolean;
    has_children: boolean;
  }>(
    `SELECT (SELECT count(*)::integer FROM authority) AS authorities, EXISTS (SELECT FROM demonstration) AS is_demonstration,
       EXISTS (SELECT FROM demonstration WHERE loaded_at IS NOT NULL) AS is_loaded,
       EXISTS (SELECT FROM child WHERE authority = $1) AS has_children`,
    [tx.context.authority],
  );
  if (state && state.authorities > 0 && !state.is_demonstration) {
    throw new DemonstrationRefused(
      'This database serves an authority for real; the demonstration is loaded only into an empty one.',
    );
  }
  if (state?.is_loaded && state.has_children && options.months > 0) {
    throw new DemonstrationRefused(
      'The demonstration children are loaded already; for another set start with an empty data folder.',
    );
  }
}

async function sendReturns(
  { returns, notifications }: Omit<Doors, 'casework'>,
  authority: DemonstrationAuthority,
  authorityIndex: number,
  options: SeedOptions,
  onProgress: (line: string) => void,
): Promise<void> {
  const { months, seed, at } = options;
  const generated = generateReturns({ authorityIndex, authority, months, seed, at });
  for (const { providerCode, period, rows } of generated) {
    if (options.signal?.aborted) return;
    const result = await returns.receive({
      authority: authority.code,
      providerCode,
      period,
      format: 'json',
      bytes: new TextEncoder().encode(JSON.stringify({ format: 1, period, rows })),
      at: options.at,
      actorName: options.actorName,
      personId: null,
      requestId: null,
    });
    onProgress(`${authority.name} ${period} ${providerCode}: ${result.new} episodes`);
    if (result.held > 0) {
      const first = result.findings.find(({ severity }) => severity === 'error');
      throw new Error(
        `The demonstration made a row that does not pass its own checks: ${first?.ref ?? ''} ${first?.code ?? ''} ${first?.message ?? ''}`,
      );
    }
  }
  const lists = generateNotifications({ authorityIndex, authority, months, seed, at }, generated);
  await sendNotifications(notifications, authority, lists, options);
}

/** What the police and the council were told comes last, so that each notification finds its episode at once. */
async function sendNotifications(
  notifications: NotificationLists,
  authority: DemonstrationAuthority,
  lists: ReturnType<typeof generateNotifications>,
  options: SeedOptions,
): Promise<void> {
  for (const { source, rows } of lists) {
    if (options.signal?.aborted) return;
    if (rows.length === 0) continue;
    const result = await notifications.receive({
      ...{ authority: authority.code, source, at: options.at, actorName: options.actorName },
      ...{ bytes: new TextEncoder().encode(stringify([...rows], { header: true })), personId: null, requestId: null },
    });
    if (result.held > 0) throw new Error(`The demonstration made a notification that is held: ${result.list}`);
  }
}

/** Said first, so that a loading that is broken off is known for what it is. */
async function markLoading(tx: Transaction, options: SeedOptions): Promise<void> {
  await tx.query(
    `INSERT INTO demonstration (is_demonstration, seed, ends_at) VALUES (true, $1, $2)
     ON CONFLICT (is_demonstration) DO UPDATE SET seed = excluded.seed, ends_at = excluded.ends_at, loaded_at = NULL`,
    [options.seed, new Date(options.at.epochMilliseconds)],
  );
}

async function markLoaded(tx: Transaction): Promise<void> {
  await tx.query('UPDATE demonstration SET loaded_at = $1', [new Date(tx.now.epochMilliseconds)]);
}

async function totals(casework: Casework, contexts: readonly TransactionContext[]): Promise<Seeded> {
  let [children, episodes, providers] = [0, 0, 0];
  for (const context of contexts) {
    const [count] = await casework.write(context, ({ tx }) =>
      tx.query<{ children: number; episodes: number; providers: number }>(
        `SELECT (SELECT count(*)::integer FROM child WHERE authority = $1) AS children,
           (SELECT count(*)::integer FROM missing_episode WHERE authority = $1) AS episodes,
           (SELECT count(*)::integer FROM authority_provider WHERE authority = $1) AS providers`,
        [context.authority],
      ),
    );
    children += count?.children ?? 0;
    episodes += count?.episodes ?? 0;
    providers = Math.max(providers, count?.providers ?? 0);
  }
  return { authorities: contexts.length, providers, children, episodes };
}
