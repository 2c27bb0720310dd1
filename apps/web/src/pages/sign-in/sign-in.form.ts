import { IsString, IsUUID } from 'class-validator';
import { Form } from '../forms/form.js';

/** A sign-in name and a password; what they are worth is told by trying them. */
export class SignInForm extends Form {
  @IsString()
  signInName: string;

  @IsString()
  password: string;
}

/** The demonstration person chosen. */
export class DemonstrationForm extends Form {
  @IsUUID(undefined, { message: 'choose a person' })
  personId: string;
}

/** A code of the second factor. */
export class CodeForm extends Form {
  @IsString()
  code: string;
}
