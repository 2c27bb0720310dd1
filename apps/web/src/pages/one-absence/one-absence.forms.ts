import { IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import type { DistinctionRefusal, ReportsRefusal } from '#casework';
import type { MergeUndoRefusal } from '#domain/access';
import type { FormFault } from '../../http/form-fault.js';
import { apartReasonFaults, emergencyOnly, reasonFaults } from '../children/refusal-words.js';
import { Form } from '../forms/form.js';
import { OrganisationQuery } from '../forms/organisation.query.js';

/** Where the list goes on: the two reports with which the page before ended. */
export class DoubleReportsQuery extends OrganisationQuery {
  @IsOptional()
  @Matches(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/, { message: 'after must be where a page of this list ended' })
  after?: string;
}

/** The report with which another one is compared, by its opaque id. */
export class OtherReportQuery extends OrganisationQuery {
  @IsOptional()
  @IsUUID(undefined, { message: 'other must be an id of this service' })
  other?: string;
}

/** The other report of the absence, which of the two leads, and why they are one. */
export class OneAbsenceForm extends Form {
  @IsString()
  otherId: string;

  @IsOptional()
  @IsString()
  leads?: string;

  @IsString()
  reason: string;
}

/** Which merge of reports is undone, and why. */
export class OneAbsenceUndoForm extends Form {
  @IsOptional()
  @IsString()
  mergeId?: string;

  @IsString()
  reason: string;
}

/** The report that is another absence, and why it is one. */
export class TwoAbsencesForm extends Form {
  @IsString()
  otherId: string;

  @IsString()
  apartReason: string;
}

/** What is taken back of two reports, and why. */
export class TwoAbsencesUndoForm extends TwoAbsencesForm {
  @IsString()
  distinctionId: string;
}

/** What was typed into the forms of the page, as it is shown again. */
export interface TypedOnReports {
  readonly leads: string;
  readonly reason: string;
  readonly mergeId: string;
  readonly apartReason: string;
}

export const nothingTyped: TypedOnReports = { leads: '', reason: '', mergeId: '', apartReason: '' };

/** Why two reports were not merged. */
export const reportFaults: Readonly<Record<ReportsRefusal, FormFault>> = {
  ...reasonFaults,
  'emergency-only': emergencyOnly('reason', 'merge reports'),
  'other-not-there': { field: 'reports', text: 'There is no such report of this child' },
  'same-episode': { field: 'reports', text: 'This is the report itself; choose another one' },
  'other-child': { field: 'reports', text: 'The other report is of another child' },
  cancelled: {
    field: 'reports',
    text: 'One of the reports was taken back as recorded in error; there is nothing to merge',
  },
  'merged-already': { field: 'leads', text: 'The other report belongs to another absence already; undo that first' },
  'leads-elsewhere': {
    field: 'leads',
    text: 'The report that is to lead is itself merged into another one; start from the page of that one',
  },
  'holds-others': {
    field: 'leads',
    text: 'Other reports are merged into the one that is not to lead; let that one lead instead',
  },
  'two-absences': { field: 'reports', text: 'It is on record that these are two absences; take that back first' },
};

/** Why two reports were not said to be two absences. */
export const apartFaults: Readonly<Record<DistinctionRefusal, FormFault>> = {
  ...apartReasonFaults,
  'emergency-only': emergencyOnly('apartReason', 'say this of reports'),
  'other-not-there': reportFaults['other-not-there'],
  'same-episode': reportFaults['same-episode'],
  'other-child': reportFaults['other-child'],
  cancelled: {
    field: 'reports',
    text: 'One of the reports was taken back as recorded in error; there is nothing to tell apart',
  },
  'one-absence': { field: 'reports', text: 'The two are merged as one absence; undo the merge first' },
  'two-absences': { field: 'reports', text: 'It is on record already that these are two absences' },
};

/** Why that they are two was not taken back. */
export const apartUndoFaults: Readonly<Record<MergeUndoRefusal, FormFault>> = {
  ...apartReasonFaults,
  'emergency-only': apartFaults['emergency-only'],
  'undone-already': { field: 'reports', text: 'It does not stand any more; somebody took it back before you' },
};
