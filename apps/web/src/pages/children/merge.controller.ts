import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeChildren, readMerge, searchChildren, undoMerge } from '#casework';
import type { FoundChildren } from '#casework';
import { decideLookUp } from '#domain/access';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FieldFault } from '../../http/form-faults.js';
import { titleOf } from '../../http/form-faults.js';
import { Requires } from '../../http/requires.js';
import { seeOther } from '../../http/see-other.js';
import { SERVICE } from '../../service.token.js';
import { ChildPages, addressOf, changed } from './child-pages.js';
import { LookUpForm, MergeForm, MergeQuery, MergeUndoForm } from './children.forms.js';
import { dayFrom } from './day-words.js';
import { presentOther, presentPair, presentUndo } from './merge.presenter.js';
import { lookUpFaults, mergeFaults, mergeUndoFaults } from './refusal-words.js';
import type { LookUpField } from './refusal-words.js';

interface Asked {
  readonly acting: Acting;
  readonly childId: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What was typed to find the other record, what is wrong with it, and whom it found. */
interface Sought {
  readonly typed: LookUpForm | null;
  readonly fault: FieldFault<LookUpField> | null;
  readonly found: FoundChildren | null;
}

const TITLE = 'The same child as another record';

/** Merging another record into a child's, and undoing it. */
@Controller('children/:id/merge')
@Requires('child.merge')
@ApiExcludeController()
export class MergeController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ChildPages) private readonly pages: ChildPages,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Query() { other }: MergeQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.renderPair({ acting, childId, request, reply }, { otherId: other ?? null, reason: '' }, null);
  }

  @Post('look-up')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  async lookUp(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: LookUpForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { councilChildId, familyName } = form;
    const birth = { day: form.birthDay, month: form.birthMonth, year: form.birthYear };
    const decision = decideLookUp({ councilChildId, familyName, dateOfBirth: dayFrom(birth) });
    const opened = await readMerge(this.service.database, acting.to('child.merge'), childId, null);
    const fault = decision.kind === 'refused' ? lookUpFaults[decision.because] : null;
    const found =
      opened.kind === 'opened' && decision.kind === 'granted'
        ? await searchChildren(this.service.database, acting.to('child.merge'), decision.value, this.service.lookUpKey)
        : null;
    return this.renderOther({ acting, childId, request, reply }, opened, { typed: form, fault, found });
  }

  @Post()
  @Header('content-type', 'text/html; charset=utf-8')
  async merge(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: MergeForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { otherId, reason } = form;
    const outcome = changed(
      await mergeChildren(this.service.casework, acting.to('child.merge'), childId, { otherId, reason }),
    );
    if (outcome === 'reason-needed') return seeOther(reply, addressOf(childId, 'merge'));
    if (outcome.value.kind === 'granted') return seeOther(reply, `/children/${outcome.value.value}?done=merged`);
    reply.status(422);
    return this.renderPair({ acting, childId, request, reply }, { otherId, reason }, outcome.value.because);
  }

  @Get('undo')
  @Header('content-type', 'text/html; charset=utf-8')
  askUndo(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.renderUndo({ acting, childId, request, reply }, { mergeId: '', reason: '' }, null);
  }

  @Post('undo')
  @Header('content-type', 'text/html; charset=utf-8')
  async undo(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: MergeUndoForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const outcome = changed(await undoMerge(this.service.casework, acting.to('child.merge'), childId, form));
    if (outcome === 'reason-needed') return seeOther(reply, addressOf(childId, 'merge/undo'));
    if (outcome.value.kind === 'refused') {
      reply.status(422);
      return this.renderUndo({ acting, childId, request, reply }, form, outcome.value.because);
    }
    // Whoever saw the record through the other one alone has lost sight of it.
    return seeOther(reply, outcome.value.value.keepsSight ? `/children/${childId}?done=merge-undone` : '/children');
  }

  /** Both records, or the look-up where no other one is named or the two cannot be merged. */
  private async renderPair(
    asked: Asked,
    { otherId, reason }: { readonly otherId: string | null; readonly reason: string },
    refusal: keyof typeof mergeFaults | null,
  ): Promise<string> {
    const { acting, childId, request, reply } = asked;
    const opened = await readMerge(this.service.database, acting.to('child.merge'), childId, otherId);
    const pair = opened.kind === 'opened' ? opened.value.pair : null;
    if (opened.kind !== 'opened' || pair === null) {
      const because = refusal ?? (opened.kind === 'opened' ? opened.value.refusal : null);
      const fault = because === null ? null : { ...mergeFaults[because], field: 'councilChildId' as const };
      return this.renderOther(asked, opened, { typed: null, fault, found: null });
    }
    return this.pages.show(opened, { childId, page: 'merge', request, reply }, (choice) => {
      const view = presentPair(choice, pair, reason, refusal === null ? null : mergeFaults[refusal]);
      return { template: 'children/merge-pair', title: titleOf(TITLE, view), place: 'children', view };
    });
  }

  private renderOther(
    { childId, request, reply }: Asked,
    opened: Awaited<ReturnType<typeof readMerge>>,
    { typed, fault, found }: Sought,
  ): Promise<string> {
    if (fault !== null) reply.status(422);
    return this.pages.show(opened, { childId, page: 'merge', request, reply }, (choice) => {
      const view = presentOther(choice, typed, fault, found);
      return { template: 'children/merge', title: titleOf(TITLE, view), place: 'children', view };
    });
  }

  private async renderUndo(
    { acting, childId, request, reply }: Asked,
    typed: { readonly mergeId: string; readonly reason: string },
    refusal: keyof typeof mergeUndoFaults | null,
  ): Promise<string> {
    const opened = await readMerge(this.service.database, acting.to('child.merge'), childId, null);
    return this.pages.show(opened, { childId, page: 'merge/undo', request, reply }, (choice) => {
      const view = presentUndo(choice, typed, refusal === null ? null : mergeUndoFaults[refusal]);
      return { template: 'children/merge-undo', title: titleOf('Undo a merge', view), place: 'children', view };
    });
  }
}
