import { appendAudit } from '#access';
import { wordsWithAliases } from '#domain/factors';
import type { AuthorityCode } from '#domain/kernel';
import { contractInForce, isAgreementInForce, returnRuleOfMonth, returnRuleOn } from '#domain/providers';
import type { Contract, ReturnRule } from '#domain/providers';
import { dayInLondon, parseReportingMonth } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import {
  findProvider,
  listAgreements,
  listContracts,
  listFactorAliases,
  listReturnRules,
  listSettings,
  systemContext,
} from '#persistence';
import type { ProviderName, ReferenceLists, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { CheckContext } from './check-return.js';
import { ReturnRefused } from './return-refused.js';
import type { ParsedReturn, ReturnFormat } from './return-refused.js';
import { storeSubmission } from './submission-store.js';

export interface ReceivedReturn {
  readonly authority: AuthorityCode;
  readonly providerCode: string;
  readonly period: string | null;
  readonly format: ReturnFormat | null;
  readonly bytes: Uint8Array;
  /** Judge by this moment; null for the moment of receipt. */
  readonly at: Instant | null;
  readonly actorName: string;
  readonly personId: string | null;
  readonly requestId: string | null;
}

/**
 * The context for a return, once it is known that its authority commissions here. Its checks need what other providers
 * said, so it runs as system.
 */
export async function openContext(
  database: { query<Row>(sql: string, parameters: unknown[]): Promise<Row> },
  received: Pick<ReceivedReturn, 'authority' | 'actorName' | 'personId' | 'requestId'>,
): Promise<TransactionContext> {
  const rows = await database.query<unknown[]>('SELECT FROM authority WHERE code = $1', [received.authority]);
  if (rows.length === 0) {
    throw new ReturnRefused(
      'unknown-authority',
      `No authority ${received.authority} commissions here; give its GSS code, such as E09000029.`,
    );
  }
  return { ...systemContext(received.authority, received.actorName, received.requestId), personId: received.personId };
}

/** Checks who sends what to whom, and keeps the file: once that is committed, the return is acknowledged. */
export async function keepReturn(
  tx: Transaction,
  { submissionId, leaseId }: { readonly submissionId: string; readonly leaseId: string | null },
  received: ReceivedReturn,
  parsed: ParsedReturn,
  lists: ReferenceLists,
): Promise<CheckContext> {
  const provider = await senderOf(tx, received, lists);
  refuseDisagreement(received, parsed, lists);
  const period = received.period ?? parsed.period;
  if (parsed.rows.length === 0 && period === null) {
    throw new ReturnRefused(
      'unreadable',
      'The file has no rows. For a month without episodes send it again with its period, YYYY-MM.',
    );
  }
  const judgedAt = received.at ?? tx.now;
  const { bytes } = received;
  await storeSubmission(tx, {
    id: submissionId,
    leaseId,
    providerId: provider.id,
    period,
    format: parsed.format,
    rowCount: parsed.rows.length,
    bytes,
    layout: parsed,
    judgedAt,
  });
  await appendAudit(
    tx,
    { action: 'SubmissionReceive', itemId: submissionId, itemCount: parsed.rows.length, childIds: [] },
    newId,
  );
  return checkContext(tx, { providerId: provider.id, period, judgedAt }, lists);
}

function refuseDisagreement(received: ReceivedReturn, parsed: ParsedReturn, lists: ReferenceLists): void {
  if (parsed.authority !== null && lists.findAuthority(parsed.authority) !== received.authority) {
    throw new ReturnRefused(
      'disagreement',
      `The file says authority ${parsed.authority}, but it was sent for ${received.authority}; correct one of the two.`,
    );
  }
  if (parsed.period !== null && received.period !== null && parsed.period !== received.period) {
    throw new ReturnRefused(
      'disagreement',
      `The file says period ${parsed.period}, but it was sent for ${received.period}; correct one of the two.`,
    );
  }
}

async function senderOf(tx: Transaction, received: ReceivedReturn, lists: ReferenceLists): Promise<ProviderName> {
  const provider = await findProvider(tx, received.providerCode);
  if (!provider)
    throw new ReturnRefused('unknown-provider', `No provider has the code ${received.providerCode}; check the code.`);
  const contracts = await listContracts(tx);
  if (!contracts.some(({ providerId }) => providerId === provider.id)) {
    throw new ReturnRefused(
      'no-contract',
      `${provider.code} has no contract with ${lists.authorityName(received.authority)}; ask the council.`,
    );
  }
  const today = dayInLondon(tx.now);
  const agreements = await listAgreements(tx);
  if (!agreements.some((each) => each.providerId === provider.id && isAgreementInForce(each, today))) {
    throw new ReturnRefused(
      'no-agreement',
      `${provider.code} has no sharing agreement with ${lists.authorityName(received.authority)} that is signed and in date; record one before its returns are taken in.`,
    );
  }
  return provider;
}

/** What the checks of a return need to know, as it stands in the open transaction. */
export async function checkContext(
  tx: Transaction,
  {
    providerId,
    period,
    judgedAt,
  }: { readonly providerId: string; readonly period: string | null; readonly judgedAt: Instant },
  lists: ReferenceLists,
): Promise<CheckContext> {
  const contracts = await listContracts(tx);
  const rules = await listReturnRules(tx);
  const aliases = await listFactorAliases(tx);
  const day = dayInLondon(judgedAt);
  const factorWords = wordsWithAliases(lists.taxonomy, lists.factorWords, { aliases, providerId, day });
  return {
    authority: tx.context.authority,
    providerId,
    now: judgedAt,
    lists: { ...lists, factorWords },
    aliases,
    contracts,
    settings: await listSettings(tx),
    requiredColumns: requiredColumns({ contracts, rules }, providerId, period),
    needsConfirmation: needsConfirmation({ contracts, rules }, providerId, day),
  };
}

interface ReturnTerms {
  readonly contracts: readonly Contract[];
  readonly rules: readonly ReturnRule[];
}

/** What the rule of the period asks for; a return that names no period is none of a month, and nothing is asked of it. */
function requiredColumns(terms: ReturnTerms, providerId: string, period: string | null): readonly string[] {
  const month = period === null ? null : parseReportingMonth(period);
  return month === null ? [] : (returnRuleOfMonth(terms, providerId, month)?.requiredColumns ?? []);
}

/** Whether the rule of the day by which rows are judged asks the provider to confirm changes, whatever their period. */
function needsConfirmation({ contracts, rules }: ReturnTerms, providerId: string, day: Day): boolean {
  const contract = contractInForce(contracts, providerId, day);
  return contract !== null && (returnRuleOn(rules, contract.id, day)?.needsConfirmation ?? false);
}
