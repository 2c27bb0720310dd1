import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { distinguishReports, mergeReports, readOneAbsence, undoDistinction, undoReportMerge } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from '../children/child-pages.js';
import { mergeUndoFaults } from '../children/refusal-words.js';
import {
  OneAbsenceForm,
  OneAbsenceUndoForm,
  OtherReportQuery,
  TwoAbsencesForm,
  TwoAbsencesUndoForm,
  apartFaults,
  apartUndoFaults,
  nothingTyped,
  reportFaults,
} from './one-absence.forms.js';
import type { TypedOnReports } from './one-absence.forms.js';
import { presentOneAbsence } from './one-absence.presenter.js';

interface Where {
  readonly childId: string;
  readonly episodeId: string;
  readonly otherId: string;
}

/** Two reports side by side; saying that they are one absence or two, and undoing either. */
@PageController('children/:id/episodes/:episodeId/one-absence')
@Requires('episode.merge')
export class OneAbsenceController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Query() { other }: OtherReportQuery,
  ): Promise<Answer> {
    return this.page(acting, { childId, episodeId, otherId: other ?? '' }, nothingTyped);
  }

  @Post()
  async merge(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Body() { otherId, leads = '', reason }: OneAbsenceForm,
  ): Promise<Answer> {
    const where = { childId, episodeId, otherId };
    const typed = { ...nothingTyped, leads, reason };
    if (![episodeId, otherId].includes(leads))
      return this.page(acting, where, typed, [{ field: 'leads', text: 'Choose which report leads' }]);
    const merged = await mergeReports(this.service.casework, acting.to('episode.merge'), where, {
      ...{ otherId, leadsId: leads, reason },
    });
    return answerChange(
      merged,
      { childId, page: 'record' },
      (because) => this.page(acting, where, typed, [reportFaults[because]]),
      () => `/children/${childId}?done=one-absence`,
    );
  }

  @Post('undo')
  async undo(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Body() { mergeId = '', reason }: OneAbsenceUndoForm,
  ): Promise<Answer> {
    const context = acting.to('episode.merge');
    const undone = await undoReportMerge(this.service.casework, context, { childId, episodeId }, { mergeId, reason });
    return answerChange(
      undone,
      { childId, page: 'record' },
      (because) =>
        this.page(acting, { childId, episodeId, otherId: '' }, { ...nothingTyped, mergeId, reason }, [
          mergeUndoFaults[because],
        ]),
      () => `/children/${childId}?done=one-absence-undone`,
    );
  }

  @Post('apart')
  async tellApart(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Body() { otherId, apartReason }: TwoAbsencesForm,
  ): Promise<Answer> {
    const where = { childId, episodeId, otherId };
    const wish = { otherId, reason: apartReason };
    return answerChange(
      await distinguishReports(this.service.casework, acting.to('episode.merge'), where, wish),
      { childId, page: 'record' },
      (because) => this.page(acting, where, { ...nothingTyped, apartReason }, [apartFaults[because]]),
      () => `/children/${childId}?done=two-absences`,
    );
  }

  @Post('apart/undo')
  async takeBack(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Param('episodeId') episodeId: string,
    @Body() { otherId, distinctionId, apartReason }: TwoAbsencesUndoForm,
  ): Promise<Answer> {
    const where = { childId, episodeId, otherId };
    const asked = { distinctionId, reason: apartReason };
    return answerChange(
      await undoDistinction(this.service.casework, acting.to('episode.merge'), where, asked),
      { childId, page: 'record' },
      (because) => this.page(acting, where, { ...nothingTyped, apartReason }, [apartUndoFaults[because]]),
      () => `/children/${childId}?done=two-absences-undone`,
    );
  }

  private async page(
    acting: Acting,
    where: Where,
    typed: TypedOnReports,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readOneAbsence(this.service.database, acting.to('episode.merge'), where);
    return openedPage(opened, where.childId, 'record', (read) => ({
      ...{ template: 'one-absence/one-absence', title: 'Reports of one absence', place: 'double-reports' },
      ...{ view: presentOneAbsence(read, typed), faults },
    }));
  }
}
