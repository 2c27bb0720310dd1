import { ApiProperty } from '@nestjs/swagger';
import { questionStates } from '#domain/questions';
import { PageCursor, PageLimit } from './paged.js';
import { AuthorityQuery } from './provider-return.query.js';

/** Of which council the open questions are asked for, and from where on. */
export class QuestionsApiQuery extends AuthorityQuery {
  @PageCursor()
  cursor?: string;

  @PageLimit()
  limit?: string;
}

/** One thing that was said, or a row that was sent since. */
export class ThreadEntryAnswer {
  @ApiProperty({ enum: ['asked', 'answered', 'corrected', 'closed'] })
  kind: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ type: String, nullable: true })
  words: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  wantedOn: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'In which the row was sent again.' })
  submission: string | null;

  @ApiProperty({ type: [String], nullable: true, description: 'Columns that say something else than before.' })
  columns: readonly string[] | null;
}

/** A question of the council with its thread. */
export class QuestionAnswer {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: questionStates })
  state: string;

  @ApiProperty({ type: String, nullable: true, description: 'The provider’s own reference.' })
  ref: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the row as a whole.' })
  column: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  submission: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'As a spreadsheet counts, the header being row 1.' })
  row: number | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day by which an answer is wanted.' })
  wantedOn: string | null;

  @ApiProperty()
  isOverdue: boolean;

  @ApiProperty({ type: [ThreadEntryAnswer] })
  thread: readonly ThreadEntryAnswer[];
}

export class QuestionsAnswer {
  @ApiProperty({ type: [QuestionAnswer] })
  questions: readonly QuestionAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page; null on the last.' })
  next: string | null;
}

/** What a provider's machine answers. */
export class AnswerBody {
  @ApiProperty({ minLength: 1, maxLength: 2000, example: 'The child came back on 6 October; the row is sent again.' })
  words: string;
}
