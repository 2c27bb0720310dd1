import { matchRecord } from '#domain/children';
import type { ChildIdentity } from '#domain/children';
import { readChildIdentity, readSurvivors, withNameAliases } from '#persistence';
import type { ChildIdentityRow, Transaction } from '#persistence';
import { newId } from '#platform';

/** Who went missing, as somebody at the council knows it. */
export type ChildWish = Pick<ChildIdentity, 'councilChildId' | 'givenName' | 'familyName' | 'dateOfBirth' | 'gender'>;

/** The child of the wish: one on record, or a new one; null where a person has to settle which it is. */
export async function identifyChild(
  tx: Transaction,
  wish: ChildWish,
): Promise<{ readonly known: ChildIdentity | null; readonly child: ChildIdentity | null }> {
  const rows = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity WHERE authority = $1 AND (council_child_id = $2 OR date_of_birth = $3::date)`,
    [tx.context.authority, wish.councilChildId, wish.dateOfBirth.toString()],
  );
  const match = matchRecord(wish, await withNameAliases(tx, rows.map(readChildIdentity)), await readSurvivors(tx));
  switch (match.kind) {
    case 'doubtful':
      return { known: null, child: null };
    case 'known':
      return { known: match.child, child: completed(match.child, wish) };
    case 'new':
      return { known: null, child: { ...wish, childId: newId(), ethnicity: null, homePostcode: null } };
  }
}

/** What is on record stays; the wish fills what is not. */
function completed(known: ChildIdentity, wish: ChildWish): ChildIdentity {
  return {
    ...known,
    councilChildId: known.councilChildId ?? wish.councilChildId,
    givenName: known.givenName ?? wish.givenName,
    familyName: known.familyName ?? wish.familyName,
    gender: known.gender ?? wish.gender,
  };
}
