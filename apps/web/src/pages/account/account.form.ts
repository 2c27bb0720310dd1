import { IsString } from 'class-validator';

/** Both factors once more, before something about the own account changes. */
export class BothFactorsForm {
  @IsString()
  currentPassword: string;

  @IsString()
  code: string;

  @IsString()
  _csrf: string;
}

/** Both factors, and a new password, twice. */
export class PasswordForm extends BothFactorsForm {
  @IsString()
  password: string;

  @IsString()
  passwordAgain: string;
}
