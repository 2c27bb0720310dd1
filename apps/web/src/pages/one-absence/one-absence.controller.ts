import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { distinguishReports, mergeReports, readOneAbsence, undoDistinction, undoReportMerge } from '#casework';
import type { DistinctionRefusal, ReportsRefusal } from '#casework';
import type { MergeUndoRefusal } from '#domain/access';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from '../children/child-pages.js';
import { apartReasonFaults, mergeUndoFaults, reasonFaults } from '../children/refusal-words.js';
import {
  OneAbsenceForm,
  OneAbsenceUndoForm,
  OtherReportQuery,
  TwoAbsencesForm,
  TwoAbsencesUndoForm,
} from './one-absence.forms.js';
import { presentOneAbsence } from './one-absence.presenter.js';

const refusalFaults: Readonly<Record<ReportsRefusal, FormFault>> = {
  ...reasonFaults,
  'emergency-only': {
    field: 'reason',
    text: 'You opened this record in an emergency, which does not let you merge reports',
  },
  'other-not-there': { field: 'reports', text: 'There is no such report of this child' },
  'same-episode': { field: 'reports', text: 'This is the report itself; choose another one' },
  'other-child': { field: 'reports', text: 'The other report is of another child' },
  cancelled: {
    field: 'reports',
    text: 'One of the reports was taken back as recorded in error; there is nothing to merge',
  },
  'merged-already': { field: 'leads', text: 'The other report belongs to another absence already; undo that first' },
  'leads-elsewhere': {
    field: 'leads',
    text: 'The report that is to lead is itself merged into another one; start from the page of that one',
  },
  'holds-others': {
    field: 'leads',
    text: 'Other reports are merged into the one that is not to lead; let that one lead instead',
  },
  'two-absences': { field: 'reports', text: 'It is on record that these are two absences; take that back first' },
};

const apartFaults: Readonly<Record<DistinctionRefusal, FormFault>> = {
  ...apartReasonFaults,
  'emergency-only': {
    field: 'apartReason',
    text: 'You opened this record in an emergency, which does not let you say this of reports',
  },
  'other-not-there': refusalFaults['other-not-there'],
  'same-episode': refusalFaults['same-episode'],
  'other-child': refusalFaults['other-child'],
  cancelled: {
    field: 'reports',
    text: 'One of the reports was taken back as recorded in error; there is nothing to tell apart',
  },
  'one-absence': { field: 'reports', text: 'The two are merged as one absence; undo the merge first' },
  'two-absences': { field: 'reports', text: 'It is on record already that these are two absences' },
};

const apartUndoFaults: Readonly<Record<MergeUndoRefusal, FormFault>> = {
  ...apartReasonFaults,
  'emergency-only': apartFaults['emergency-only'],
  'undone-already': { field: 'reports', text: 'It does not stand any more; somebody took it back before you' },
};

interface Where {
  readonly childId: string;
  readonly episodeId: string;
  readonly otherId: string;
}

interface Typed {
  readonly leads: string;
  readonly reason: string;
  readonly mergeId: string;
  readonly apartReason: string;
}

const nothingTyped: Typed = { leads: '', reason: '', mergeId: '', apartReason: '' };

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
      (because) => this.page(acting, where, typed, [refusalFaults[because]]),
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

  private async page(acting: Acting, where: Where, typed: Typed, faults: readonly FormFault[] = []): Promise<Answer> {
    const opened = await readOneAbsence(this.service.database, acting.to('episode.merge'), where);
    return openedPage(opened, where.childId, 'record', (read) => ({
      ...{ template: 'one-absence/one-absence', title: 'Reports of one absence', place: 'double-reports' },
      ...{ view: presentOneAbsence(read, typed), faults },
    }));
  }
}
