import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { careStatusAgainstAuthority } from './pr-104-care-status-against-authority.js';

const columnsOf = (cells: Cells) =>
  careStatusAgainstAuthority.check(aReadRow(cells).values, aRowContext()).map(({ column }) => column);
const [sutton, croydon] = ['E09000029', 'Croydon'];

describe('careStatusAgainstAuthority', () => {
  it.each([
    ['home', '', '', []],
    ['home', croydon, croydon, []],
    ['care_leaver', '', '', []],
    ['looked_after', sutton, sutton, []],
    ['looked_after', sutton, croydon, []],
    ['looked_after', sutton, '', ['host_authority']],
    ['looked_after', '', sutton, ['responsible_authority']],
    ['looked_after', '', '', ['responsible_authority', 'host_authority']],
    ['looked_after', '-', 'Atlantis', ['responsible_authority', 'host_authority']],
    ['looked_after', croydon, sutton, ['responsible_authority']],
    ['looked_after_other_authority', croydon, sutton, []],
    ['looked_after_other_authority', sutton, sutton, ['responsible_authority']],
    ['looked_after_other_authority', '', sutton, ['responsible_authority']],
  ])('of a child %s, placed by "%s" in "%s", finds %p', (care_status, responsible_authority, host_authority, found) =>
    expect(columnsOf({ care_status, responsible_authority, host_authority })).toEqual(found),
  );
});
