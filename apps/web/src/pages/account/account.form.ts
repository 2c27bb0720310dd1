import { IsString } from 'class-validator';
import { Form } from '../forms/form.js';

/** Both factors once more, before something about the own account changes. */
export class BothFactorsForm extends Form {
  @IsString()
  currentPassword: string;

  @IsString()
  code: string;
}

/** Both factors, and a new password, twice. */
export class PasswordForm extends BothFactorsForm {
  @IsString()
  password: string;

  @IsString()
  passwordAgain: string;
}
