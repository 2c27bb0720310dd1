import { IsString } from 'class-validator';
import { Form } from '../forms/form.js';

/** The password that somebody chooses, twice. */
export class InvitationForm extends Form {
  @IsString()
  password: string;

  @IsString()
  passwordAgain: string;
}
