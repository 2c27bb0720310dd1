import type { NewId } from '#domain/kernel';
import type { SharingAgreement } from '#domain/providers';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import type { Transaction } from '#persistence';
import { appendAudit } from './audit-trail.js';
import { endAccess } from './end-access.js';

/** Records an agreement that was signed. What it says has been checked. */
export async function recordAgreement(
  tx: Transaction,
  { providerId, signedOn, validFrom, validTo }: Omit<SharingAgreement, 'id'>,
  newId: NewId,
): Promise<string> {
  const id = newId();
  await tx.query(
    `INSERT INTO sharing_agreement (authority, id, provider_id, signed_on, valid_from, valid_to,
                                    created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)`,
    [
      ...[tx.context.authority, id, providerId, signedOn.toString(), validFrom.toString(), validTo?.toString() ?? null],
      ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
    ],
  );
  await appendAudit(
    tx,
    { action: 'AgreementChange', itemId: id, itemCount: 1, childIds: [], reason: 'recorded' },
    newId,
  );
  return id;
}

/** Ends an agreement on a day that has been checked; from that day on its provider has no access by it. */
export async function endAgreement(
  tx: Transaction,
  agreement: SharingAgreement,
  endsOn: Day,
  newId: NewId,
): Promise<void> {
  const { authority, actorName } = tx.context;
  await tx.query(
    `UPDATE sharing_agreement SET valid_to = $3, modified_at = $4, modified_by = $5 WHERE authority = $1 AND id = $2`,
    [authority, agreement.id, endsOn.toString(), new Date(tx.now.epochMilliseconds), actorName],
  );
  const reason = `ended on ${endsOn.toString()}`;
  await appendAudit(tx, { action: 'AgreementChange', itemId: agreement.id, itemCount: 1, childIds: [], reason }, newId);
  if (!endsOn.equals(dayInLondon(tx.now))) return;
  const people = await tx.query<{ person_id: string }>(
    'SELECT DISTINCT person_id FROM membership WHERE authority = $1 AND provider_id = $2',
    [authority, agreement.providerId],
  );
  await endAccess(
    tx,
    people.map((row) => row.person_id),
  );
}
