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

export class WorklistAnswer {
  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ type: [WorklistItemAnswer] })
  items: readonly WorklistItemAnswer[];
}
