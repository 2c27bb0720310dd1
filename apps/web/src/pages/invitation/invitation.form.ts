import { IsString, IsUUID } from 'class-validator';

/** The password that somebody chooses, twice. */
export class InvitationForm {
  @IsString()
  password: string;

  @IsString()
  passwordAgain: string;

  @IsString()
  _csrf: string;
}

/** What somebody accepts, as it stood on the page that they read. */
export class AcceptanceForm {
  @IsUUID()
  membershipId: string;

  @IsString()
  _csrf: string;
}
