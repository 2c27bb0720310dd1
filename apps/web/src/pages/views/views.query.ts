import { IsOptional, IsUUID, Matches } from 'class-validator';

export class ViewsQuery {
  /** The event after which the page goes on. */
  @IsOptional()
  @IsUUID(undefined, { message: 'after must be an id of this service' })
  after?: string;

  @IsOptional()
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority?: string;
}
