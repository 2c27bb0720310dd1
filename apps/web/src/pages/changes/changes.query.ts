import { IsOptional, Matches } from 'class-validator';
import { OrganisationQuery } from '../forms/organisation.query.js';

export class ChangesQuery extends OrganisationQuery {
  /** How many milliseconds ago the page was asked for: what happened since then may not be on it. */
  @IsOptional()
  @Matches(/^\d{1,6}$/, { message: 'age must be a number of milliseconds' })
  age?: string;
}
