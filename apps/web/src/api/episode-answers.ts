import { ApiProperty } from '@nestjs/swagger';
import { DifferenceAnswer, FindingAnswer } from './return-answers.js';

/** When something happened. */
export class MomentAnswer {
  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ description: 'False: only the day is known, and `at` is its start in London.' })
  timeKnown: boolean;
}

const momentOrNull = { type: MomentAnswer, nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;

/** One missing episode, as far as the person may see it. */
export class EpisodeAnswer {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ ...textOrNull, description: 'The council’s child ID.' })
  child: string | null;

  @ApiProperty({ type: [String], description: 'The providers’ own references.' })
  refs: readonly string[];

  @ApiProperty(textOrNull)
  provider: string | null;

  @ApiProperty({ enum: ['M', 'A'], description: 'Missing, or away from placement without authorisation.' })
  type: string;

  @ApiProperty(textOrNull)
  policeClassification: string | null;

  @ApiProperty(textOrNull)
  policeRisk: string | null;

  @ApiProperty(textOrNull)
  missingFrom: string | null;

  @ApiProperty(momentOrNull)
  missingAt: MomentAnswer | null;

  @ApiProperty(momentOrNull)
  reportedAt: MomentAnswer | null;

  @ApiProperty(momentOrNull)
  foundAt: MomentAnswer | null;

  @ApiProperty(momentOrNull)
  returnedAt: MomentAnswer | null;

  @ApiProperty({ ...textOrNull, description: 'When it ended otherwise than by a return.' })
  end: string | null;

  @ApiProperty({ type: 'integer' })
  ageAtStart: number;

  @ApiProperty()
  careStatusAtStart: string;

  @ApiProperty(momentOrNull)
  referredAt: MomentAnswer | null;

  @ApiProperty(momentOrNull)
  bookedFor: MomentAnswer | null;

  @ApiProperty(momentOrNull)
  interviewAt: MomentAnswer | null;

  @ApiProperty(textOrNull)
  interviewMode: string | null;

  @ApiProperty(textOrNull)
  notCompletedReason: string | null;

  @ApiProperty({
    ...textOrNull,
    format: 'uuid',
    required: false,
    description: 'For a machine: the submission of its provider by which the episode was last changed.',
  })
  submission?: string | null;
}

/** What became of one row, or of what a person recorded. */
export class EpisodeWriteAnswer {
  @ApiProperty({ format: 'uuid' })
  episode: string;

  @ApiProperty({ enum: ['new', 'same', 'changed'], example: 'changed' })
  outcome: string;

  @ApiProperty({ format: 'uuid', required: false, description: 'As which the row is kept; for machines.' })
  submission?: string;

  @ApiProperty({ required: false, example: 'HW-0123456789', description: 'The council’s own; for people.' })
  reference?: string;

  @ApiProperty({ type: [FindingAnswer], description: 'Warnings and notes; with an error nothing is taken.' })
  findings: readonly FindingAnswer[];

  @ApiProperty({
    type: [DifferenceAnswer],
    required: false,
    description: 'What the row changed of what you told before; for machines.',
  })
  differences?: readonly DifferenceAnswer[];
}
