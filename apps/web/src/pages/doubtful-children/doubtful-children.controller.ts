import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { readDoubt, readDoubts, readMatch, undoMatch } from '#casework';
import type { MatchWish } from '#domain/access';
import type { Service } from '#service';
import { decideDoubt } from '#submissions';
import type { DecidedDoubt } from '#submissions';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { notThere } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import {
  DoubtForm,
  DoubtParams,
  DoubtsQuery,
  UndoForm,
  faultOf,
  readDoubtForm,
  undoFaults,
} from './doubtful-children.forms.js';
import type { Done, TypedDoubt } from './doubtful-children.forms.js';
import { presentDoubt, presentDoubts, presentUndo } from './doubtful-children.presenter.js';

const PLACE = 'doubtful-children';

/** Rows of which somebody has to say which child they speak of: the queue, each beside its records, and what was decided. */
@PageController('doubtful-children')
@Requires('child.match')
export class DoubtfulChildrenController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  async show(@ActingNow() acting: Acting, @Query() query: DoubtsQuery): Promise<Page> {
    const after = query.after ?? null;
    const found = await readDoubts(this.service.database, acting.to('child.match'), after);
    const view = presentDoubts(found, after, query.done ?? null);
    return { template: 'doubtful-children/doubtful-children', title: 'Doubtful matches', place: PLACE, view };
  }

  @Get('decisions/:id/undo')
  askUndo(@ActingNow() acting: Acting, @Param() { id }: DoubtParams): Promise<Page> {
    return this.undoPage(acting, id, '', []);
  }

  @Post('decisions/:id/undo')
  async undo(@ActingNow() acting: Acting, @Param() { id }: DoubtParams, @Body() form: UndoForm): Promise<Answer> {
    const { reason = '' } = form;
    const decision = await undoMatch(this.service.casework, acting.to('child.match'), id, reason);
    if (!decision) throw notThere();
    return decision.kind === 'refused'
      ? this.undoPage(acting, id, reason, [undoFaults[decision.because]])
      : done('undone');
  }

  @Get(':id')
  ask(@ActingNow() acting: Acting, @Param() { id }: DoubtParams): Promise<Page> {
    return this.page(acting, id, {}, []);
  }

  @Post(':id')
  async decide(@ActingNow() acting: Acting, @Param() { id }: DoubtParams, @Body() form: DoubtForm): Promise<Answer> {
    const read = readDoubtForm(form);
    if (read.kind === 'faulty') return this.page(acting, id, form, read.faults);
    const asked = { id, wish: read.value, reason: form.reason ?? '' };
    const decision = await decideDoubt(this.service.casework, this.service.lists, acting.to('child.match'), asked);
    if (!decision) throw notThere();
    return decision.kind === 'refused'
      ? this.page(acting, id, form, [faultOf(decision.because)])
      : done(doneOf(read.value, decision.value));
  }

  private async page(acting: Acting, id: string, typed: TypedDoubt, faults: readonly FormFault[]): Promise<Page> {
    const open = await readDoubt(this.service.database, acting.to('child.match'), id);
    if (!open) throw notThere();
    const view = { ...presentDoubt(open, typed), action: `/doubtful-children/${id}` };
    return { template: 'doubtful-children/doubt', title: 'Of which child a row speaks', place: PLACE, view, faults };
  }

  private async undoPage(acting: Acting, id: string, reason: string, faults: readonly FormFault[]): Promise<Page> {
    const found = await readMatch(this.service.database, acting.to('child.match'), id);
    if (!found) throw notThere();
    const view = presentUndo(found, reason);
    return { template: 'doubtful-children/undo', title: 'Undo a decision', place: PLACE, view, faults };
  }
}

function done(what: Done): Answer {
  return seeOther(`/doubtful-children?done=${what}`);
}

function doneOf(wish: MatchWish, { held }: DecidedDoubt): Done {
  if (wish.kind === 'left_out') return 'left-out';
  if (wish.kind === 'new_child') return 'new-child';
  return held > 0 ? 'held' : 'applied';
}
