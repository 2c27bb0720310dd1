import { Body, Get, Inject, Post, Query } from '@nestjs/common';
import { distinguishReports, mergeReports, readOneAbsence, undoDistinction, undoReportMerge } from '#casework';
import type { EpisodeOfChild } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from '../children/child-pages.js';
import { EpisodeInPath } from '../children/episode-in-path.js';
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

interface Reports extends EpisodeOfChild {
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
    @EpisodeInPath() where: EpisodeOfChild,
    @Query() { other }: OtherReportQuery,
  ): Promise<Answer> {
    return this.page(acting, { ...where, otherId: other ?? '' }, nothingTyped);
  }

  @Post()
  async merge(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() { otherId, leads = '', reason }: OneAbsenceForm,
  ): Promise<Answer> {
    const reports = { ...where, otherId };
    const typed = { ...nothingTyped, leads, reason };
    if (![where.episodeId, otherId].includes(leads))
      return this.page(acting, reports, typed, [{ field: 'leads', text: 'Choose which report leads' }]);
    const merged = await mergeReports(this.service.casework, acting.to('episode.merge'), where, {
      ...{ otherId, leadsId: leads, reason },
    });
    return answerChange(
      merged,
      { ...where, page: 'record' },
      (because) => this.page(acting, reports, typed, [reportFaults[because]]),
      () => `/children/${where.childId}?done=one-absence`,
    );
  }

  @Post('undo')
  async undo(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() { mergeId = '', reason }: OneAbsenceUndoForm,
  ): Promise<Answer> {
    const context = acting.to('episode.merge');
    const undone = await undoReportMerge(this.service.casework, context, where, { mergeId, reason });
    return answerChange(
      undone,
      { ...where, page: 'record' },
      (because) =>
        this.page(acting, { ...where, otherId: '' }, { ...nothingTyped, mergeId, reason }, [mergeUndoFaults[because]]),
      () => `/children/${where.childId}?done=one-absence-undone`,
    );
  }

  @Post('apart')
  async tellApart(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() { otherId, apartReason }: TwoAbsencesForm,
  ): Promise<Answer> {
    const wish = { otherId, reason: apartReason };
    return answerChange(
      await distinguishReports(this.service.casework, acting.to('episode.merge'), where, wish),
      { ...where, page: 'record' },
      (because) => this.page(acting, { ...where, otherId }, { ...nothingTyped, apartReason }, [apartFaults[because]]),
      () => `/children/${where.childId}?done=two-absences`,
    );
  }

  @Post('apart/undo')
  async takeBack(
    @ActingNow() acting: Acting,
    @EpisodeInPath() where: EpisodeOfChild,
    @Body() { otherId, distinctionId, apartReason }: TwoAbsencesUndoForm,
  ): Promise<Answer> {
    const asked = { distinctionId, reason: apartReason };
    return answerChange(
      await undoDistinction(this.service.casework, acting.to('episode.merge'), where, asked),
      { ...where, page: 'record' },
      (because) =>
        this.page(acting, { ...where, otherId }, { ...nothingTyped, apartReason }, [apartUndoFaults[because]]),
      () => `/children/${where.childId}?done=two-absences-undone`,
    );
  }

  private async page(
    acting: Acting,
    reports: Reports,
    typed: TypedOnReports,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readOneAbsence(this.service.database, acting.to('episode.merge'), reports);
    return openedPage(opened, reports.childId, 'record', (read) => ({
      ...{ template: 'one-absence/one-absence', title: 'Reports of one absence', place: 'double-reports' },
      ...{ view: presentOneAbsence(read, typed), faults },
    }));
  }
}
