import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { OrganisationQuery } from '../forms/organisation.query.js';

/** What the list is narrowed to; blank is not. What cannot be read is told on the page. */
export class AuditQuery extends OrganisationQuery {
  @IsOptional()
  @IsString({ message: 'day must be one day' })
  @MaxLength(40, { message: 'day is too long' })
  day?: string;

  @IsOptional()
  @IsString({ message: 'person must be one person' })
  @MaxLength(40, { message: 'person is too long' })
  person?: string;

  @IsOptional()
  @IsString({ message: 'action must be one action' })
  @MaxLength(40, { message: 'action is too long' })
  action?: string;

  @IsOptional()
  @IsString({ message: 'outcome must be one outcome' })
  @MaxLength(40, { message: 'outcome is too long' })
  outcome?: string;

  /** A child, by its opaque id: never a name. */
  @IsOptional()
  @IsString({ message: 'child must be one record' })
  @MaxLength(80, { message: 'child is too long' })
  child?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'after must be an id of this service' })
  after?: string;
}
