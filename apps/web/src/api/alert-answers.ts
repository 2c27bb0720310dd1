import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PROMISE_MOST, rungs } from '#domain/alerts';
import { PageCursor, PageLimit } from './paged.js';
import { WorklistApiQuery } from './worklist-api.controller.js';

const rungNames = rungs.map(({ name }) => name);

/** Of which council the open alerts are asked for, and from where on. */
export class AlertsApiQuery extends WorklistApiQuery {
  @PageCursor()
  cursor?: string;

  @PageLimit()
  limit?: string;
}

/** An alert of which something is still to be done. */
export class AlertAnswer {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['unacknowledged', 'acknowledged', 'handed_over', 'ended'] })
  state: string;

  @ApiProperty({ description: 'The step of the clock that raised it.', example: 'warning_48' })
  step: string;

  @ApiProperty({ description: 'Which clock.', example: 'interview' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, description: 'The provider’s own reference.' })
  ref: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The code of the provider.' })
  provider: string | null;

  @ApiProperty({ description: 'The council’s child ID, or the opaque id of a child that has none.' })
  child: string;

  @ApiProperty({ format: 'date-time', description: 'When the deadline is due.' })
  dueAt: string;

  @ApiProperty({ format: 'date-time' })
  raisedAt: string;

  @ApiProperty({ description: 'Raised after its time.' })
  isLate: boolean;

  @ApiProperty({ enum: rungNames, description: 'How far up the ladder it has come.' })
  rung: string;

  @ApiProperty({ format: 'date-time', description: 'When it came there.' })
  reachedAt: string;

  @ApiProperty({ type: String, nullable: true, enum: [...rungNames, null], description: 'Who is told next.' })
  nextRung: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When, unless somebody answers.' })
  climbsAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acknowledgedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  promisedBy: string | null;

  @ApiProperty({ description: 'Told to you, yours, or handed to you.' })
  isMine: boolean;
}

export class AlertsAnswer {
  @ApiProperty({ type: [AlertAnswer] })
  alerts: readonly AlertAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page; null on the last.' })
  next: string | null;
}

/** What somebody promises with taking an alert on: both, or neither. */
export class AcknowledgementBody {
  @ApiPropertyOptional({ maxLength: PROMISE_MOST, example: 'Ring the home and book a time' })
  promise?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'By when, ISO 8601 with offset.' })
  promisedBy?: string;
}

/** That an alert was taken on. */
export class AcknowledgementAnswer {
  @ApiProperty({ format: 'uuid' })
  alert: string;

  @ApiProperty({ enum: ['acknowledged'] })
  state: string;

  @ApiProperty({ format: 'date-time' })
  acknowledgedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  promisedBy: string | null;
}
