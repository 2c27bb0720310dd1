import type { AuthorityCode } from '#domain/kernel';
import { inDeploymentTransaction, inTransaction, listAuthorities, systemContext } from '#persistence';
import type { Statements } from '#persistence';
import { DEPLOYMENT_CHAIN, tablesOf } from './chain.js';
import type { ChainName } from './chain.js';
import { findLastSeal, listUnsealed, readSealedEvents, readSeals } from './chain-store.js';
import { ChainCheck } from './check-chain.js';
import type { ChainHead } from './seal.js';

type Database = Parameters<typeof inTransaction>[0];

export interface VerifiedChain {
  readonly chain: ChainName;
  readonly events: number;
  readonly sealed: number;
  readonly unsealed: number;
  readonly batches: number;
  readonly head: string | null;
  readonly firstBroken: number | null;
  readonly reason: string | null;
}

/** What `homeward verify audit` finds: totals, and each chain for itself (interfaces, section 2, with additions). */
export interface VerifiedAudit {
  readonly events: number;
  readonly sealed: number;
  readonly unsealed: number;
  /** The head of the chain asked for; without one that of the deployment, which holds all the others. */
  readonly head: string | null;
  /** The number of the first batch that is broken; null where everything that is sealed is whole. */
  readonly firstBroken: number | null;
  readonly brokenChain: ChainName | null;
  readonly reason: string | null;
  readonly chains: readonly VerifiedChain[];
}

export interface VerifyOptions {
  /** One authority's chain alone; else all chains. */
  readonly authority?: AuthorityCode;
  /** A head that was kept outside the database: it must be found, and what is before it must be whole. */
  readonly head?: string;
}

interface Walked {
  readonly chain: ChainName;
  readonly check: ChainCheck;
  readonly sealed: number;
  readonly unsealed: number;
  readonly batches: number;
  /** The heads of other chains that stand in seals which are intact. */
  readonly heads: readonly ChainHead[];
}

/** Reads the rows as they are and works every hash out anew. Changes nothing. */
export async function verifyAudit(database: Database, { authority, head }: VerifyOptions = {}): Promise<VerifiedAudit> {
  const authorities = authority === undefined ? await listAuthorities((sql) => database.query(sql)) : [authority];
  const deployment = await inDeploymentTransaction(database, (tx) => walk(tx, DEPLOYMENT_CHAIN));
  const walked: Walked[] = [];
  for (const code of authorities)
    walked.push(await inTransaction(database, systemContext(code, 'verifying'), (tx) => walk(tx, code)));
  for (const { chain, check } of walked)
    deployment.heads.filter((each) => each.authority === chain).forEach(expectIn(check));
  const chains = authority === undefined ? [...walked, deployment] : walked;
  if (head !== undefined) expectSomewhere(chains, head);
  return sumUp(chains);
}

function expectIn(check: ChainCheck): (head: ChainHead) => void {
  return (head) => {
    check.expect(head);
  };
}

/** A head that is nowhere is a fault of the first chain: which one it came from, a hash does not tell. */
function expectSomewhere(chains: readonly Walked[], head: string): void {
  if (chains.every(({ check }) => !check.has(head))) chains[0]?.check.expect({ hash: head });
}

async function walk(tx: Statements, chain: ChainName): Promise<Walked> {
  const check = new ChainCheck(tablesOf(chain).time);
  const last = (await findLastSeal(tx, chain))?.number ?? 0;
  let [sealed, batches] = [0, 0];
  const heads = new Map<string, ChainHead>();
  for await (const seal of readSeals(tx, chain, last)) {
    const events = await readSealedEvents(tx, chain, seal.events);
    if (check.take(seal, events)) for (const head of seal.heads) heads.set(head.hash, head);
    sealed += events.size;
    batches += 1;
  }
  const unsealed = await listUnsealed(tx, chain, last);
  check.takeUnsealed(unsealed.map(({ at }) => at));
  return { chain, check, sealed, unsealed: unsealed.length, batches, heads: [...heads.values()] };
}

function sumUp(walked: readonly Walked[]): VerifiedAudit {
  const chains = walked.map(({ chain, check, sealed, unsealed, batches }): VerifiedChain => {
    const fault = check.firstFault;
    return {
      ...{ chain, events: sealed + unsealed, sealed, unsealed, batches, head: check.head },
      ...{ firstBroken: fault?.batch ?? null, reason: fault?.reason ?? null },
    };
  });
  const broken = chains.find(({ firstBroken }) => firstBroken !== null);
  const total = (count: (chain: VerifiedChain) => number) => chains.reduce((sum, chain) => sum + count(chain), 0);
  return {
    ...{ events: total(({ events }) => events), sealed: total(({ sealed }) => sealed) },
    ...{ unsealed: total(({ unsealed }) => unsealed), head: chains.at(-1)?.head ?? null },
    ...{ firstBroken: broken?.firstBroken ?? null, brokenChain: broken?.chain ?? null, reason: broken?.reason ?? null },
    chains,
  };
}
