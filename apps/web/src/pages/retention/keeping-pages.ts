import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readChildKeeping } from '#casework';
import type { ChildKeeping } from '#casework';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { SERVICE } from '../../service.token.js';
import type { FormView } from './form-view.js';

/** The same for a child that is not there, one deleted and one that the person may not see. */
export function noSuchRecord(): Problem {
  return new Problem('not-found', 'There is no such record, or none that you may see.');
}

/** What the pages about keeping records have in common. */
@Injectable()
export class KeepingPages {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  council(context: TransactionContext): string {
    return this.service.lists.authorityName(context.authority);
  }

  async child(context: TransactionContext, childId: string): Promise<ChildKeeping> {
    const child = await readChildKeeping(this.service.database, context, childId);
    if (!child) throw noSuchRecord();
    return child;
  }

  /** A page with a form; one with faults says so with its status, too. */
  form(view: FormView, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    if (view.faults.length > 0) reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
    const title = view.faults.length > 0 ? `Error: ${view.title}` : view.title;
    return this.pages.render({ template: 'retention/form', title, place: 'retention', view }, request, reply);
  }

  show(
    template: 'retention/retention' | 'retention/child' | 'retention/check',
    title: string,
    view: object,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    return this.pages.render({ template, title, place: 'retention', view }, request, reply);
  }
}
