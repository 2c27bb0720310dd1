import type { CheckWords } from '../check-words.js';
import type { FactRule, FileRule, RecordRule, RowRule } from '../row-rule.js';
import { unknownColumn } from './pr-001-unknown-column.js';
import { doubledColumn } from './pr-002-doubled-column.js';
import { absentColumn } from './pr-003-absent-column.js';
import { columnOfTheContractAbsent } from './pr-004-column-of-the-contract-absent.js';
import { neededCellBlank } from './pr-010-needed-cell-blank.js';
import { textTooLong } from './pr-011-text-too-long.js';
import { findingsLeftOut } from './pr-012-findings-left-out.js';
import { invisibleCharacters } from './pr-013-invisible-characters.js';
import { cellCutOff } from './pr-014-cell-cut-off.js';
import { spreadsheetError } from './pr-015-spreadsheet-error.js';
import { placeholderForReference } from './pr-016-placeholder-for-reference.js';
import { referenceInPowersOfTen } from './pr-017-reference-in-powers-of-ten.js';
import { lettersGarbled } from './pr-018-letters-garbled.js';
import { notADateTime } from './pr-020-not-a-date-time.js';
import { noSuchDay } from './pr-021-no-such-day.js';
import { noSuchLocalTime } from './pr-022-no-such-local-time.js';
import { timeCameTwice } from './pr-023-time-came-twice.js';
import { notADate } from './pr-024-not-a-date.js';
import { twoDigitYear } from './pr-025-two-digit-year.js';
import { monthFirst } from './pr-026-month-first.js';
import { serialNumber } from './pr-027-serial-number.js';
import { timeNotClear } from './pr-028-time-not-clear.js';
import { dateReadsTwoWays } from './pr-029-date-reads-two-ways.js';
import { valueNotKnown } from './pr-030-value-not-known.js';
import { neitherYesNorNo } from './pr-031-neither-yes-nor-no.js';
import { notACouncil } from './pr-032-not-a-council.js';
import { codeNotListed } from './pr-033-code-not-listed.js';
import { notAPostcode } from './pr-034-not-a-postcode.js';
import { wordNotInTaxonomy } from './pr-035-word-not-in-taxonomy.js';
import { vulnerabilityWithoutAnswer } from './pr-036-vulnerability-without-answer.js';
import { attemptResultNotKnown } from './pr-037-attempt-result-not-known.js';
import { vulnerabilityContradicted } from './pr-038-vulnerability-contradicted.js';
import { sectionContradicted } from './pr-039-section-contradicted.js';
import { notAWholeNumber } from './pr-040-not-a-whole-number.js';
import { notAnAmount } from './pr-041-not-an-amount.js';
import { notADistance } from './pr-042-not-a-distance.js';
import { outwardCodeNotKnown } from './pr-043-outward-code-not-known.js';
import { formulaRead } from './pr-050-formula-read.js';
import { formulaNeverWorkedOut } from './pr-052-formula-never-worked-out.js';
import { digitsLost } from './pr-053-digits-lost.js';
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
import { interviewBeforeReturn } from './pr-111-interview-before-return.js';
import { reportedBeforeMissing } from './pr-112-reported-before-missing.js';
import { foundBeforeMissing } from './pr-113-found-before-missing.js';
import { returnedBeforeFound } from './pr-114-returned-before-found.js';
import { referredBeforeMissing } from './pr-115-referred-before-missing.js';
import { interviewEndedBeforeItBegan } from './pr-116-interview-ended-before-it-began.js';
import { acknowledgedBeforeReferred } from './pr-117-acknowledged-before-referred.js';
import { offeredBeforeMissing } from './pr-118-offered-before-missing.js';
import { offeredBeforeReturn } from './pr-119-offered-before-return.js';
import { attemptBeforeMissing } from './pr-120-attempt-before-missing.js';
import { bookedBeforeOffered } from './pr-121-booked-before-offered.js';
import { interviewBeforeOffer } from './pr-122-interview-before-offer.js';
import { formBeforeInterview } from './pr-123-form-before-interview.js';
import { planInformedBeforeInterview } from './pr-124-plan-informed-before-interview.js';
import { alertBeforeMissing } from './pr-125-alert-before-missing.js';
import { alertAfterTheDay } from './pr-126-alert-after-the-day.js';
import { bookingPast } from './pr-127-booking-past.js';
import { declinedButInterviewed } from './pr-128-declined-but-interviewed.js';
import { reasonBesideInterview } from './pr-129-reason-beside-interview.js';
import { interviewWithoutFactors } from './pr-130-interview-without-factors.js';
import { primaryNotAmongFactors } from './pr-131-primary-not-among-factors.js';
import { factorGivenTwice } from './pr-132-factor-given-twice.js';
import { alertLacking } from './pr-133-alert-lacking.js';
import { planChangeWithoutTime } from './pr-134-plan-change-without-time.js';
import { feeWithoutWork } from './pr-135-fee-without-work.js';
import { mileageWithoutJourney } from './pr-136-mileage-without-journey.js';
import { offeredToCarerOnly } from './pr-137-offered-to-carer-only.js';
import { carerBesideInterview } from './pr-138-carer-beside-interview.js';
import { interviewWithoutReturn } from './pr-139-interview-without-return.js';
import { endBesideReturn } from './pr-140-end-beside-return.js';
import { cancelledWithWork } from './pr-141-cancelled-with-work.js';
import { notYet18 } from './pr-142-not-yet-18.js';
import { returnedAfter18 } from './pr-143-returned-after-18.js';
import { policeClassDiffers } from './pr-144-police-class-differs.js';
import { policeFactsBesideNone } from './pr-145-police-facts-beside-none.js';
import { reasonWithoutNeed } from './pr-146-reason-without-need.js';
import { leadWorkerInterviewed } from './pr-147-lead-worker-interviewed.js';
import { contactDetailsInWords } from './pr-148-contact-details-in-words.js';
import { placedButAtHome } from './pr-149-placed-but-at-home.js';
import { missingFromPlacementAtHome } from './pr-150-missing-from-placement-at-home.js';
import { hostedElsewhere } from './pr-151-hosted-elsewhere.js';
import { awayFromHome } from './pr-152-away-from-home.js';
import { veryYoungChild } from './pr-153-very-young-child.js';
import { interviewWithVeryYoungChild } from './pr-154-interview-with-very-young-child.js';
import { youngCareLeaver } from './pr-155-young-care-leaver.js';
import { veryLongAbsence } from './pr-156-very-long-absence.js';
import { noTimeGone } from './pr-157-no-time-gone.js';
import { reportedLate } from './pr-158-reported-late.js';
import { interviewLongAfterReturn } from './pr-159-interview-long-after-return.js';
import { veryLongInterview } from './pr-160-very-long-interview.js';
import { bookedFarAhead } from './pr-161-booked-far-ahead.js';
import { formVeryLate } from './pr-162-form-very-late.js';
import { offeredVeryLate } from './pr-163-offered-very-late.js';
import { refusalWithoutOffer } from './pr-164-refusal-without-offer.js';
import { noContactWithoutAttempt } from './pr-165-no-contact-without-attempt.js';
import { dutyOfOtherAuthority } from './pr-166-duty-of-other-authority.js';
import { coversWithoutInterview } from './pr-167-covers-without-interview.js';
import { foundWhereWithoutWhen } from './pr-168-found-where-without-when.js';
import { interviewWithoutTime } from './pr-169-interview-without-time.js';
import { acknowledgedWithoutReferral } from './pr-170-acknowledged-without-referral.js';
import { veryHighFee } from './pr-171-very-high-fee.js';
import { veryLongJourney } from './pr-172-very-long-journey.js';
import { attemptGivenTwice } from './pr-173-attempt-given-twice.js';
import { contractNotInForce } from './pr-201-contract-not-in-force.js';
import { childNotCovered } from './pr-202-child-not-covered.js';
import { modeNotCounted } from './pr-203-mode-not-counted.js';
import { typeNotCounted } from './pr-204-type-not-counted.js';
import { interviewOutsideContract } from './pr-205-interview-outside-contract.js';
import { referenceRepeated } from './pr-301-reference-repeated.js';
import { coveredRowNotOnRecord } from './pr-302-covered-row-not-on-record.js';
import { heldForTheCouncil } from './pr-303-held-for-the-council.js';
import { laterVersionOnRecord } from './pr-304-later-version-on-record.js';
import { datesInOtherOrder } from './pr-305-dates-in-other-order.js';
import { missingAgainButCovered } from './pr-306-missing-again-but-covered.js';
import { interviewToldTwice } from './pr-307-interview-told-twice.js';
import { overlapsOwnEpisode } from './pr-310-overlaps-own-episode.js';
import { closeToOwnEpisode } from './pr-311-close-to-own-episode.js';
import { placementChangedWhileMissing } from './pr-312-placement-changed-while-missing.js';
import { startMovedToApril } from './pr-313-start-moved-to-april.js';
import { returnOverruled } from './pr-350-return-overruled.js';
import { changeUnconfirmed } from './pr-351-change-unconfirmed.js';
import { overlapsEpisodeOfOthers } from './pr-401-overlaps-episode-of-others.js';
import { closeToEpisodeOfOthers } from './pr-402-close-to-episode-of-others.js';
import { dateOfBirthDiffers } from './pr-403-date-of-birth-differs.js';
import { severalChildrenFit } from './pr-404-several-children-fit.js';
import { genderDiffers } from './pr-405-gender-differs.js';
import { ethnicityDiffers } from './pr-406-ethnicity-differs.js';
import { notApplied } from './pr-900-not-applied.js';

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
  interviewBeforeReturn,
  reportedBeforeMissing,
  foundBeforeMissing,
  returnedBeforeFound,
  referredBeforeMissing,
  interviewEndedBeforeItBegan,
  acknowledgedBeforeReferred,
  offeredBeforeMissing,
  offeredBeforeReturn,
  attemptBeforeMissing,
  bookedBeforeOffered,
  interviewBeforeOffer,
  formBeforeInterview,
  planInformedBeforeInterview,
  alertBeforeMissing,
  alertAfterTheDay,
  bookingPast,
  declinedButInterviewed,
  reasonBesideInterview,
  interviewWithoutFactors,
  primaryNotAmongFactors,
  factorGivenTwice,
  alertLacking,
  planChangeWithoutTime,
  feeWithoutWork,
  mileageWithoutJourney,
  offeredToCarerOnly,
  carerBesideInterview,
  interviewWithoutReturn,
  endBesideReturn,
  cancelledWithWork,
  notYet18,
  returnedAfter18,
  policeClassDiffers,
  policeFactsBesideNone,
  reasonWithoutNeed,
  leadWorkerInterviewed,
  contactDetailsInWords,
  placedButAtHome,
  missingFromPlacementAtHome,
  hostedElsewhere,
  awayFromHome,
  veryYoungChild,
  interviewWithVeryYoungChild,
  youngCareLeaver,
  veryLongAbsence,
  noTimeGone,
  reportedLate,
  interviewLongAfterReturn,
  veryLongInterview,
  bookedFarAhead,
  formVeryLate,
  offeredVeryLate,
  refusalWithoutOffer,
  noContactWithoutAttempt,
  dutyOfOtherAuthority,
  coversWithoutInterview,
  foundWhereWithoutWhen,
  interviewWithoutTime,
  acknowledgedWithoutReferral,
  veryHighFee,
  veryLongJourney,
  attemptGivenTwice,
  contractNotInForce,
  childNotCovered,
  modeNotCounted,
  typeNotCounted,
  interviewOutsideContract,
];

/** The checks of a row that are made again on the record that it leaves. */
export const factRules: readonly FactRule[] = [returnedBeforeMissing, interviewBeforeMissing];

/** Every check over all rows of a return. */
export const fileRules: readonly FileRule[] = [
  referenceRepeated,
  datesInOtherOrder,
  missingAgainButCovered,
  interviewToldTwice,
];

/** Every check of a row against the record. */
export const recordRules: readonly RecordRule[] = [
  overlapsOwnEpisode,
  closeToOwnEpisode,
  placementChangedWhileMissing,
  startMovedToApril,
  overlapsEpisodeOfOthers,
  closeToEpisodeOfOthers,
  genderDiffers,
  ethnicityDiffers,
];

/** The words of every check there is, in the order of their codes. */
export const checks: readonly CheckWords[] = [
  unknownColumn,
  doubledColumn,
  absentColumn,
  columnOfTheContractAbsent,
  neededCellBlank,
  textTooLong,
  findingsLeftOut,
  invisibleCharacters,
  cellCutOff,
  spreadsheetError,
  placeholderForReference,
  referenceInPowersOfTen,
  lettersGarbled,
  notADateTime,
  noSuchDay,
  noSuchLocalTime,
  timeCameTwice,
  notADate,
  twoDigitYear,
  monthFirst,
  serialNumber,
  timeNotClear,
  dateReadsTwoWays,
  valueNotKnown,
  neitherYesNorNo,
  notACouncil,
  codeNotListed,
  notAPostcode,
  wordNotInTaxonomy,
  vulnerabilityWithoutAnswer,
  attemptResultNotKnown,
  vulnerabilityContradicted,
  sectionContradicted,
  notAWholeNumber,
  notAnAmount,
  notADistance,
  outwardCodeNotKnown,
  formulaRead,
  formulaNeverWorkedOut,
  digitsLost,
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
  interviewBeforeReturn,
  reportedBeforeMissing,
  foundBeforeMissing,
  returnedBeforeFound,
  referredBeforeMissing,
  interviewEndedBeforeItBegan,
  acknowledgedBeforeReferred,
  offeredBeforeMissing,
  offeredBeforeReturn,
  attemptBeforeMissing,
  bookedBeforeOffered,
  interviewBeforeOffer,
  formBeforeInterview,
  planInformedBeforeInterview,
  alertBeforeMissing,
  alertAfterTheDay,
  bookingPast,
  declinedButInterviewed,
  reasonBesideInterview,
  interviewWithoutFactors,
  primaryNotAmongFactors,
  factorGivenTwice,
  alertLacking,
  planChangeWithoutTime,
  feeWithoutWork,
  mileageWithoutJourney,
  offeredToCarerOnly,
  carerBesideInterview,
  interviewWithoutReturn,
  endBesideReturn,
  cancelledWithWork,
  notYet18,
  returnedAfter18,
  policeClassDiffers,
  policeFactsBesideNone,
  reasonWithoutNeed,
  leadWorkerInterviewed,
  contactDetailsInWords,
  placedButAtHome,
  missingFromPlacementAtHome,
  hostedElsewhere,
  awayFromHome,
  veryYoungChild,
  interviewWithVeryYoungChild,
  youngCareLeaver,
  veryLongAbsence,
  noTimeGone,
  reportedLate,
  interviewLongAfterReturn,
  veryLongInterview,
  bookedFarAhead,
  formVeryLate,
  offeredVeryLate,
  refusalWithoutOffer,
  noContactWithoutAttempt,
  dutyOfOtherAuthority,
  coversWithoutInterview,
  foundWhereWithoutWhen,
  interviewWithoutTime,
  acknowledgedWithoutReferral,
  veryHighFee,
  veryLongJourney,
  attemptGivenTwice,
  contractNotInForce,
  childNotCovered,
  modeNotCounted,
  typeNotCounted,
  interviewOutsideContract,
  referenceRepeated,
  coveredRowNotOnRecord,
  heldForTheCouncil,
  laterVersionOnRecord,
  datesInOtherOrder,
  missingAgainButCovered,
  interviewToldTwice,
  overlapsOwnEpisode,
  closeToOwnEpisode,
  placementChangedWhileMissing,
  startMovedToApril,
  returnOverruled,
  changeUnconfirmed,
  overlapsEpisodeOfOthers,
  closeToEpisodeOfOthers,
  dateOfBirthDiffers,
  severalChildrenFit,
  genderDiffers,
  ethnicityDiffers,
  notApplied,
];

const forCouncil = new Set(checks.filter(({ isForCouncil: isTold = false }) => isTold).map(({ code }) => code));

/** Whether a finding rests on what others told, so that it is the council's to read and not the sender's. */
export function isForCouncil(code: string): boolean {
  return forCouncil.has(code);
}
