import { IsString, IsUUID } from 'class-validator';

/** The demonstration person chosen, with the token of the form. */
export class SignInForm {
  @IsUUID(undefined, { message: 'choose a person' })
  personId: string;

  @IsString()
  _csrf: string;
}
