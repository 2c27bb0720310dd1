import { IsString, IsUUID } from 'class-validator';
import { Form } from '../forms/form.js';

/** The password that somebody chooses, twice. */
export class InvitationForm extends Form {
  @IsString()
  password: string;

  @IsString()
  passwordAgain: string;
}

/** What somebody accepts, as it stood on the page that they read. */
export class AcceptanceForm extends Form {
  @IsUUID()
  membershipId: string;
}
