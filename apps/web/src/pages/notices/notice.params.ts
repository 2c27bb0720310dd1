import { IsUUID } from 'class-validator';

/** A notice, by its opaque id. */
export class NoticeParams {
  @IsUUID(undefined, { message: 'the address must name a notice' })
  id: string;
}
