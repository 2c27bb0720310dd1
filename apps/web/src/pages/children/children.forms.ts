import { IsIn, IsOptional, IsString } from 'class-validator';
import { Form } from '../forms/form.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { dones } from './child.presenter.js';
import { recordPages } from './child-pages.js';
import type { RecordPage } from './child-pages.js';

/** A look-up: never in an address, where it would stay in logs and histories. */
export class LookUpForm extends Form {
  @IsString()
  councilChildId: string;

  @IsString()
  familyName: string;

  @IsString()
  birthDay: string;

  @IsString()
  birthMonth: string;

  @IsString()
  birthYear: string;
}

/** Why a restricted record is opened, and which of its pages. */
export class ReasonForm extends Form {
  @IsString()
  reason: string;

  @IsIn(recordPages)
  page: RecordPage;
}

/** Somebody to be admitted, or to be named when a record is restricted, and why. */
export class AdmissionForm extends Form {
  @IsString()
  personId: string;

  @IsString()
  reason: string;
}

export class RemovalForm extends Form {
  @IsString()
  personId: string;
}

export class LiftingForm extends Form {
  @IsString()
  reason: string;
}

export class AllocationForm extends Form {
  @IsString()
  team: string;

  @IsString()
  worker: string;

  @IsString()
  fromDay: string;

  @IsString()
  fromMonth: string;

  @IsString()
  fromYear: string;
}

/** The record that is the same child, and why. */
export class MergeForm extends Form {
  @IsString()
  otherId: string;

  @IsString()
  reason: string;
}

/** Which merge is undone, and why. */
export class MergeUndoForm extends Form {
  @IsString()
  mergeId: string;

  @IsString()
  reason: string;
}

/** Another name by which a child is known. */
export class NameForm extends Form {
  @IsString()
  givenName: string;

  @IsString()
  familyName: string;
}

export class NameEndForm extends Form {
  @IsString()
  aliasId: string;
}

/** The other record, by its opaque id. */
export class MergeQuery {
  @IsOptional()
  @IsString()
  other?: string;
}

export class InformationForm extends Form {
  @IsString()
  information: string;
}

/** What was just done, for the banner of the record. */
export class RecordQuery extends OrganisationQuery {
  @IsOptional()
  @IsIn(dones)
  done?: string;
}
