import { IsOptional, IsUUID } from 'class-validator';
import { OrganisationQuery } from '../forms/organisation.query.js';

export class ViewsQuery extends OrganisationQuery {
  /** The event after which the page goes on. */
  @IsOptional()
  @IsUUID(undefined, { message: 'after must be an id of this service' })
  after?: string;
}
