import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Form, TypedText } from '../forms/form.js';

/** Files for a month, or that there is nothing to report. The files come beside the form. */
export class SendForm extends Form {
  /** Made with the page: the same file sent twice from one page is one submission. */
  @IsUUID()
  key: string;

  @TypedText() month?: string;

  @IsOptional()
  @IsIn(['yes'])
  nothing?: string;
}
