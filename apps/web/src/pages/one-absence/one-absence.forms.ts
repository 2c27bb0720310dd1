import { IsOptional, IsString, IsUUID, Matches } from 'class-validator';
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
