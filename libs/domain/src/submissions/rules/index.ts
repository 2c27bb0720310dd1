import type { RecordRule, RowRule } from '../row-rule.js';
import { returnedBeforeMissing } from './pr-101-returned-before-missing.js';
import { bornAfterMissing } from './pr-102-born-after-missing.js';
import { childNotIdentified } from './pr-103-child-not-identified.js';
import { careStatusAgainstAuthority } from './pr-104-care-status-against-authority.js';
import { factInTheFuture } from './pr-105-fact-in-the-future.js';
import { interviewBeforeMissing } from './pr-106-interview-before-missing.js';
import { interviewWithoutOffer } from './pr-107-interview-without-offer.js';
import { offerNotDescribed } from './pr-108-offer-not-described.js';
import { findingsWithoutInterview } from './pr-109-findings-without-interview.js';
import { notIndependentWithoutReason } from './pr-110-not-independent-without-reason.js';
import { contractNotInForce } from './pr-201-contract-not-in-force.js';
import { childNotCovered } from './pr-202-child-not-covered.js';

/** Every check of a row as a whole. */
export const rowRules: readonly RowRule[] = [
  returnedBeforeMissing,
  bornAfterMissing,
  childNotIdentified,
  careStatusAgainstAuthority,
  factInTheFuture,
  interviewBeforeMissing,
  interviewWithoutOffer,
  offerNotDescribed,
  findingsWithoutInterview,
  notIndependentWithoutReason,
  contractNotInForce,
  childNotCovered,
];

/** The checks that are made again on the record that a row leaves. */
export const recordRules: readonly RecordRule[] = [returnedBeforeMissing, interviewBeforeMissing];
