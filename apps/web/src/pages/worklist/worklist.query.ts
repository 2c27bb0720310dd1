import { IsIn, IsOptional } from 'class-validator';
import { childGroups } from '#domain/children';
import type { ChildGroup } from '#domain/children';
import { stepTakers } from '#domain/deadlines';
import type { StepTaker } from '#domain/deadlines';

/** What the worklist is narrowed to, and whether what is settled is listed too; blank narrows nothing. */
export class WorklistQuery {
  @IsOptional()
  @IsIn(['', 'settled'], { message: 'show must be settled' })
  show?: '' | 'settled';

  @IsOptional()
  @IsIn(['', ...stepTakers], { message: `waits must be one of ${stepTakers.join(', ')}` })
  waits?: '' | StepTaker;

  @IsOptional()
  @IsIn(['', ...childGroups], { message: `group must be one of ${childGroups.join(', ')}` })
  group?: '' | ChildGroup;
}
