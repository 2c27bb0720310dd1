import { IsOptional, Matches } from 'class-validator';

/** For which authority a person acts who may act for several. */
export class OrganisationQuery {
  @IsOptional()
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority?: string;
}
