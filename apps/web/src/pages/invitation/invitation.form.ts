import { IsString } from 'class-validator';

/** The password that somebody chooses, twice. */
export class InvitationForm {
  @IsString()
  password: string;

  @IsString()
  passwordAgain: string;

  @IsString()
  _csrf: string;
}
