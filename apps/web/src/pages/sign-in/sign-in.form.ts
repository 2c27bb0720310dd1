import { IsString, IsUUID } from 'class-validator';

/** A sign-in name and a password; what they are worth is told by trying them. */
export class SignInForm {
  @IsString()
  signInName: string;

  @IsString()
  password: string;

  @IsString()
  _csrf: string;
}

/** The demonstration person chosen. */
export class DemonstrationForm {
  @IsUUID(undefined, { message: 'choose a person' })
  personId: string;

  @IsString()
  _csrf: string;
}

/** A code of the second factor. */
export class CodeForm {
  @IsString()
  code: string;

  @IsString()
  _csrf: string;
}
