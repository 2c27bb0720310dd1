import { Matches } from 'class-validator';
import { Form } from '../forms/form.js';

/** The authority chosen, with the token of the form. */
export class AuthorityForm extends Form {
  @Matches(/^[A-Z]\d{8}$/, { message: 'choose an authority' })
  authority: string;
}
