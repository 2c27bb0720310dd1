import { ApiProperty } from '@nestjs/swagger';
import { DifferenceAnswer, FindingAnswer } from './return-answers.js';

/** A problem document of RFC 9457. */
export class ProblemAnswer {
  @ApiProperty({ example: 'urn:homeward:problem:not-found', description: 'Stable: programs may decide by it.' })
  type: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: 'integer' })
  status: number;

  @ApiProperty({ description: 'One sentence for a person.' })
  detail: string;
}

/** A problem with the findings that led to it. */
export class FindingsProblemAnswer extends ProblemAnswer {
  @ApiProperty({ required: false, description: 'Where the held row is: the address of its submission.' })
  instance?: string;

  @ApiProperty({ format: 'uuid', required: false, description: 'As which the held row is kept.' })
  submission?: string;

  @ApiProperty({ type: [FindingAnswer] })
  findings: readonly FindingAnswer[];

  @ApiProperty({ type: [DifferenceAnswer], required: false, description: 'What the held row would change.' })
  differences?: readonly DifferenceAnswer[];
}
