import { IsString } from 'class-validator';

/** A form with nothing in it but its token. */
export class ConfirmForm {
  @IsString()
  _csrf: string;
}
