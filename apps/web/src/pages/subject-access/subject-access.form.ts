import { IsUUID } from 'class-validator';

/** The opaque id of a child in an address. */
export class SubjectAccessParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}
