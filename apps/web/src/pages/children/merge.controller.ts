import { Body, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { mergeChildren, readMerge, searchChildren, undoMerge } from '#casework';
import type { FoundChildren, MergeChoice, Opened } from '#casework';
import { decideLookUp } from '#domain/access';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { textOfDay } from '../forms/day-field.js';
import { answerChange, openedPage } from './child-pages.js';
import { LookUpForm, MergeForm, MergeQuery, MergeUndoForm } from './children.forms.js';
import { presentOther, presentPair, presentUndo } from './merge.presenter.js';
import { lookUpFaults, mergeFaults, mergeUndoFaults } from './refusal-words.js';

/** What was typed to find the other record, and whom it found. */
interface Sought {
  readonly typed: LookUpForm | null;
  readonly found: FoundChildren | null;
}

const TITLE = 'The same child as another record';

/** Merging another record into a child's, and undoing it. */
@PageController('children/:id/merge')
@Requires('child.merge')
export class MergeController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @Param('id') childId: string, @Query() { other }: MergeQuery): Promise<Answer> {
    return this.pair(acting, childId, { otherId: other ?? null, reason: '' }, null);
  }

  @Post('look-up')
  @HttpCode(200)
  async lookUp(@ActingNow() acting: Acting, @Param('id') childId: string, @Body() form: LookUpForm): Promise<Answer> {
    const context = acting.to('child.merge');
    const { councilChildId, familyName } = form;
    const dateOfBirth = textOfDay({ day: form.birthDay, month: form.birthMonth, year: form.birthYear });
    const decision = decideLookUp({ councilChildId, familyName, dateOfBirth });
    const opened = await readMerge(this.service.database, context, childId, null);
    if (decision.kind === 'refused')
      return otherPage(childId, opened, { typed: form, found: null }, [lookUpFaults[decision.because]]);
    const isOpen = opened.kind === 'opened';
    const found = isOpen
      ? await searchChildren(this.service.database, context, decision.value, this.service.lookUpKey)
      : null;
    return otherPage(childId, opened, { typed: form, found });
  }

  @Post()
  async merge(@ActingNow() acting: Acting, @Param('id') childId: string, @Body() form: MergeForm): Promise<Answer> {
    const opened = await mergeChildren(this.service.casework, acting.to('child.merge'), childId, form);
    return answerChange(
      opened,
      { childId, page: 'merge' },
      (because) => this.pair(acting, childId, form, because),
      (goesOn) => `/children/${goesOn}?done=merged`,
    );
  }

  @Get('undo')
  askUndo(@ActingNow() acting: Acting, @Param('id') childId: string): Promise<Answer> {
    return this.undoPage(acting, childId, { mergeId: '', reason: '' });
  }

  @Post('undo')
  async undo(@ActingNow() acting: Acting, @Param('id') childId: string, @Body() form: MergeUndoForm): Promise<Answer> {
    const opened = await undoMerge(this.service.casework, acting.to('child.merge'), childId, form);
    return answerChange(
      opened,
      { childId, page: 'merge/undo' },
      (because) => this.undoPage(acting, childId, form, [mergeUndoFaults[because]]),
      // Whoever saw the record through the other one alone has lost sight of it.
      ({ keepsSight }) => (keepsSight ? `/children/${childId}?done=merge-undone` : '/children'),
    );
  }

  /** Both records, or the look-up where no other one is named or the two cannot be merged. */
  private async pair(
    acting: Acting,
    childId: string,
    { otherId, reason }: { readonly otherId: string | null; readonly reason: string },
    refusal: keyof typeof mergeFaults | null,
  ): Promise<Answer> {
    const opened = await readMerge(this.service.database, acting.to('child.merge'), childId, otherId);
    const pair = opened.kind === 'opened' ? opened.value.pair : null;
    if (opened.kind !== 'opened' || pair === null) {
      const because = refusal ?? (opened.kind === 'opened' ? opened.value.refusal : null);
      const faults = because === null ? [] : [{ ...mergeFaults[because], field: 'councilChildId' }];
      return otherPage(childId, opened, { typed: null, found: null }, faults);
    }
    return openedPage(opened, childId, 'merge', (choice) => ({
      ...{ template: 'children/merge-pair', title: TITLE, place: 'children' },
      ...{ view: presentPair(choice, pair, reason), faults: refusal === null ? [] : [mergeFaults[refusal]] },
    }));
  }

  private async undoPage(
    acting: Acting,
    childId: string,
    typed: { readonly mergeId: string; readonly reason: string },
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readMerge(this.service.database, acting.to('child.merge'), childId, null);
    return openedPage(opened, childId, 'merge/undo', (choice) => ({
      ...{ template: 'children/merge-undo', title: 'Undo a merge', place: 'children' },
      ...{ view: presentUndo(choice, typed), faults },
    }));
  }
}

function otherPage(
  childId: string,
  opened: Opened<MergeChoice>,
  { typed, found }: Sought,
  faults: readonly FormFault[] = [],
): Answer {
  return openedPage(opened, childId, 'merge', (choice) => ({
    ...{ template: 'children/merge', title: TITLE, place: 'children' },
    ...{ view: presentOther(choice, typed, found), faults },
  }));
}
