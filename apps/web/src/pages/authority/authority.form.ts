import { IsString, Matches } from 'class-validator';

/** The authority chosen, with the token of the form. */
export class AuthorityForm {
  @Matches(/^[A-Z]\d{8}$/, { message: 'choose an authority' })
  authority: string;

  @IsString()
  _csrf: string;
}
