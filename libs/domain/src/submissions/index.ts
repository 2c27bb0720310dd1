export { amendCase, amendChild } from './amend-case.js';
export type { AmendContext, SoundValues } from './amend-context.js';
export { checkAgainstRecord, checkAmended, checkRow, checkRowsTogether, isSound } from './check-row.js';
export { note } from './check-words.js';
export type { CheckExample, CheckWords, EarlierRow } from './check-words.js';
export { columnGuides } from './column-guide.js';
export type { ColumnGuide } from './column-guide.js';
export { columnKey, columns, isColumnName, neededColumns } from './columns.js';
export type { ColumnName, ReturnValues } from './columns.js';
export { episodeSpan, isSameAsReferred } from './episode-span.js';
export { shorten } from './finding.js';
export type { Finding, Note } from './finding.js';
export { describeChecks, renderFindingsDocument } from './findings-document.js';
export type { DescribedCheck } from './findings-document.js';
export { checkRequiredColumns } from './required-columns.js';
export type { Difference } from './row-differences.js';
export { absentColumns, checkHeaders, readRow } from './provider-return.js';
export type { RawRow, ReadRow } from './provider-return.js';
export * as cells from './read-cell.js';
export type { CellReader, ReturnLists } from './read-cell.js';
export type {
  FactRule,
  FileRow,
  FileRule,
  MetRecord,
  OtherEpisode,
  RecordRule,
  RowContext,
  RowRule,
} from './row-rule.js';
export { checks, isForCouncil } from './rules/index.js';
export { findingsLeftOut } from './rules/pr-012-findings-left-out.js';
export { absentColumn } from './rules/pr-003-absent-column.js';
export { neededCellBlank } from './rules/pr-010-needed-cell-blank.js';
export { formulaRead } from './rules/pr-050-formula-read.js';
export { formulaNeverWorkedOut } from './rules/pr-052-formula-never-worked-out.js';
export { digitsLost } from './rules/pr-053-digits-lost.js';
export { coveredRowNotOnRecord } from './rules/pr-302-covered-row-not-on-record.js';
export { heldForTheCouncil } from './rules/pr-303-held-for-the-council.js';
export { laterVersionOnRecord } from './rules/pr-304-later-version-on-record.js';
export { heldUntilComplete } from './rules/pr-320-held-until-complete.js';
export { putRight } from './rules/pr-321-put-right.js';
export { returnOverruled } from './rules/pr-350-return-overruled.js';
export { changeUnconfirmed } from './rules/pr-351-change-unconfirmed.js';
export { changeWithdrawn } from './rules/pr-352-change-withdrawn.js';
export { dateOfBirthDiffers } from './rules/pr-403-date-of-birth-differs.js';
export { severalChildrenFit } from './rules/pr-404-several-children-fit.js';
export { notApplied } from './rules/pr-900-not-applied.js';
export { columnsOf, inOrder, isPutRight, lastSaid, withWhatHangsOn } from './sent-rows.js';
export type { SentRow } from './sent-rows.js';
export { changesToTold } from './told-case.js';
export { factorWordsOf } from './unmatched-words.js';
export type { WordsOfRow } from './unmatched-words.js';
