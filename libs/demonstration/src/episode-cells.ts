import type { CareStatus } from '#domain/children';
import { hoursBetween } from '#domain/time';
import type { Absence } from './absences.js';
import { between, chance, pickOne, pickWeighted, wholeBetween } from './draws.js';
import { foundPlaces } from './free-text.js';
import type { InventedChild } from './invented-child.js';
import { laterBy, writeDay } from './local-times.js';
import type { Random } from './mulberry32.js';
import type { RowWriter } from './row-writer.js';

export type Cells = Readonly<Record<string, string>>;

/** The cells that say who the child is and where the child lives. */
export function childCells(child: InventedChild, writer: RowWriter): Cells {
  const { residence } = child;
  return {
    child_id: child.councilId,
    given_name: child.givenName,
    family_name: child.familyName,
    date_of_birth: writeDay(child.dateOfBirth, writer.times),
    gender: child.gender,
    ethnicity: child.ethnicity,
    care_status: careStatusOf(child),
    responsible_authority: residence.responsibleAuthority ?? '',
    host_authority: residence.hostAuthority ?? '',
    placement_type: child.placementType ?? '',
    placement_postcode: residence.placementOutwardCode ?? '',
    home_postcode: residence.homeOutwardCode ?? '',
    lead_worker: child.leadWorker,
    team: residence.placementOutwardCode === null ? 'Safeguarding and support' : 'Children looked after',
  };
}

function careStatusOf({ group }: InventedChild): CareStatus {
  switch (group) {
    case 'home':
    case 'care_leaver':
      return group;
    case 'looked_after_in':
    case 'looked_after_out_within_limit':
    case 'looked_after_out_beyond_limit':
      return 'looked_after';
    case 'other_authority_here':
      return 'looked_after_other_authority';
  }
}

/** The cells that say how the child was missing. */
export function absenceCells(random: Random, absence: Absence, writer: RowWriter): Cells {
  const { child, missingAt, returnedAt } = absence;
  const isPlaced = child.residence.placementOutwardCode !== null;
  const isAway = isPlaced && chance(random, 0.14);
  const length = returnedAt === null ? null : hoursBetween(missingAt, returnedAt);
  const reportedAt = laterBy(missingAt, Math.min(length ?? 3, 6) * between(random, 0.15, 0.7));
  const foundAt =
    length !== null && chance(random, 0.4) ? laterBy(missingAt, length * between(random, 0.75, 0.95)) : null;
  const isTimed = absence.isMissingTimeKnown && absence.isReturnTimeKnown;
  return {
    episode_type: isAway ? 'A' : 'M',
    ...policeCells(random, absence, isAway),
    missing_from: drawMissingFrom(random, isPlaced),
    missing_at: writer.fact(missingAt, absence.isMissingTimeKnown),
    reported_at: isTimed && chance(random, 0.85) ? writer.fact(reportedAt) : '',
    found_at: isTimed ? writer.fact(foundAt) : '',
    found_where: foundAt === null || !isTimed ? '' : pickOne(random, foundPlaces),
    returned_at: writer.fact(returnedAt, absence.isReturnTimeKnown),
  };
}

function policeCells(random: Random, { missingAt }: Absence, isAway: boolean): Cells {
  const classification = isAway
    ? pickWeighted(random, [
        ['absent', 5],
        ['none', 3],
        ['missing', 2],
        ['', 1],
      ])
    : pickWeighted(random, [
        ['missing', 92],
        ['absent', 3],
        ['', 5],
      ]);
  const risk = pickWeighted(random, [
    ['medium', 58],
    ['low', 17],
    ['high', 16],
    ['no_apparent', 5],
    ['', 4],
  ]);
  const year = missingAt.toString().slice(2, 4);
  const reference = `DEMO/${year}/${String(wholeBetween(random, 1, 99_999)).padStart(5, '0')}`;
  return {
    police_classification: classification,
    police_risk: classification === 'none' ? '' : risk,
    police_ref: chance(random, 0.7) && classification !== 'none' ? reference : '',
  };
}

function drawMissingFrom(random: Random, isPlaced: boolean): string {
  return pickWeighted(random, [
    [isPlaced ? 'placement' : 'home', 84],
    ['school', 9],
    ['other', 6],
    ['', 1],
  ]);
}
