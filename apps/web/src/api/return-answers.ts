import { ApiProperty } from '@nestjs/swagger';

/** What became of one row. */
export class ReceiptAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'The provider’s own reference.' })
  ref: string | null;

  @ApiProperty({ enum: ['new', 'same', 'changed', 'held', 'refused'] })
  outcome: string;
}

/** That a warning is right as it stands. */
export class ConfirmationAnswer {
  @ApiProperty({ description: 'The person, or the key, that confirmed it.' })
  by: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ description: 'Why it is right.' })
  reason: string;
}

/** What a row says in one column where it said something else before. */
export class DifferenceAnswer {
  @ApiProperty({ type: 'integer', description: 'As a spreadsheet counts, the header being row 1.' })
  row: number;

  @ApiProperty({ type: String, nullable: true })
  ref: string | null;

  @ApiProperty()
  column: string;

  @ApiProperty({ type: String, nullable: true, description: 'As you told it before; null where you told nothing.' })
  before: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the row says now; null where it clears the value.' })
  after: string | null;

  @ApiProperty({
    enum: ['applied', 'waiting', 'confirmed', 'withdrawn'],
    description: '`waiting`: the row is held until you confirm or withdraw it.',
  })
  state: string;
}

/** One result of a check. An error holds its row. */
export class FindingAnswer {
  @ApiProperty({ example: 'PR-101' })
  code: string;

  @ApiProperty({ enum: ['error', 'warning', 'info'] })
  severity: string;

  @ApiProperty({ type: Number, nullable: true, description: 'As a spreadsheet counts, the header being row 1.' })
  row: number | null;

  @ApiProperty({ type: String, nullable: true })
  ref: string | null;

  @ApiProperty({ type: String, nullable: true })
  column: string | null;

  @ApiProperty({ description: 'What is wrong, and what to do.' })
  message: string;

  @ApiProperty({ required: false, description: 'What stands in the cell, shortened to 40 characters.' })
  value?: string;

  @ApiProperty({
    required: false,
    description: 'True where you may say, with a reason, that it is right as it stands.',
  })
  canConfirm?: true;

  @ApiProperty({ required: false, type: ConfirmationAnswer })
  confirmation?: ConfirmationAnswer;
}

/** What became of a submission. */
export class SubmissionAnswer {
  @ApiProperty({ format: 'uuid' })
  submission: string;

  @ApiProperty({ enum: ['received', 'applying', 'applied'] })
  state: string;

  @ApiProperty({
    type: 'integer',
    description: 'Received. Once the state is `applied`, new, same, changed, held and refused add up to it.',
  })
  rows: number;

  @ApiProperty({ type: 'integer', description: 'How many rows have their receipt.' })
  done: number;

  @ApiProperty({ type: 'integer' })
  new: number;

  @ApiProperty({ type: 'integer' })
  same: number;

  @ApiProperty({ type: 'integer' })
  changed: number;

  @ApiProperty({ type: 'integer', description: 'Rows with an error: visible, correctable, not yet counted.' })
  held: number;

  @ApiProperty({ type: 'integer' })
  refused: number;

  @ApiProperty({ type: [ReceiptAnswer], description: 'One for each row, once the state is `applied`.' })
  receipts: readonly ReceiptAnswer[];

  @ApiProperty({ type: [FindingAnswer], description: 'Once the state is `applied`.' })
  findings: readonly FindingAnswer[];

  @ApiProperty({
    type: [DifferenceAnswer],
    description: 'What rows changed of what you sent before, or would change, once the state is `applied`.',
  })
  differences: readonly DifferenceAnswer[];
}

/** What became of a submission once it was answered. */
export class AnsweredSubmissionAnswer extends SubmissionAnswer {
  @ApiProperty({
    type: 'array',
    items: { type: 'integer' },
    description: 'Rows that were not applied, because you told something else meanwhile: compare and confirm again.',
  })
  shownAnew: readonly number[];
}

export class FindingsAnswer {
  @ApiProperty({ type: [FindingAnswer] })
  findings: readonly FindingAnswer[];
}
