import { IsIn, IsOptional } from 'class-validator';

/** Whether what is settled is listed too. */
export class WorklistQuery {
  @IsOptional()
  @IsIn(['settled'], { message: 'show must be settled' })
  show?: string;
}
