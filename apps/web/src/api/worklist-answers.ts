import { ApiProperty } from '@nestjs/swagger';

/** One line of the worklist. */
export class WorklistItemAnswer {
  @ApiProperty({ type: String, nullable: true })
  ref: string | null;

  @ApiProperty({ description: 'The council’s child ID.' })
  child: string;

  @ApiProperty({ enum: ['missing', 'interview'] })
  kind: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt: string | null;

  @ApiProperty()
  state: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Negative once it is overdue.' })
  minutesLeft: number | null;

  @ApiProperty({ description: 'Whether somebody still has to act.' })
  isOpen: boolean;

  @ApiProperty({ type: String, nullable: true })
  provider: string | null;
}

/** By what a source knows of an absence. */
export class NotifiedAsAnswer {
  @ApiProperty()
  source: string;

  @ApiProperty({ description: 'The source’s own reference.' })
  reference: string;
}

/** An absence that the council was told of and nobody recorded, with the child back. */
export class UnrecordedAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'The council’s child ID, or the name that was notified.' })
  child: string | null;

  @ApiProperty({ format: 'date-time' })
  missingAt: string;

  @ApiProperty({ format: 'date-time' })
  returnedAt: string;

  @ApiProperty({ format: 'date-time', description: 'When the 72 hours end.' })
  dueAt: string;

  @ApiProperty({ type: [NotifiedAsAnswer] })
  notifications: readonly NotifiedAsAnswer[];
}

export class WorklistAnswer {
  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ type: [WorklistItemAnswer] })
  items: readonly WorklistItemAnswer[];

  @ApiProperty({ type: [UnrecordedAnswer] })
  unrecorded: readonly UnrecordedAnswer[];
}
