import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readChildKeeping } from '#casework';
import type { ChildKeeping, Opened } from '#casework';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { PageRenderer } from '../../http/page-renderer.js';
import { SERVICE } from '../../service.token.js';
import { openedOr } from '../children/child-pages.js';
import type { FormView } from './form-view.js';

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

  open(context: TransactionContext, childId: string): Promise<Opened<ChildKeeping>> {
    return readChildKeeping(this.service.database, context, childId);
  }

  /** The keeping of a child, for what hangs on its page; where a reason is needed first, that page asks for it. */
  async child(context: TransactionContext, childId: string): Promise<ChildKeeping> {
    return openedOr(await this.open(context, childId), childId, 'keeping');
  }

  /** A page with a form; one with faults says so with its status, too. */
  form(view: FormView, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    if (view.faults.length > 0) reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
    const title = view.faults.length > 0 ? `Error: ${view.title}` : view.title;
    return this.pages.render({ template: 'retention/form', title, place: 'retention', view }, request, reply);
  }

  show(
    template: 'retention/retention' | 'retention/check',
    title: string,
    view: object,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    return this.pages.render({ template, title, place: 'retention', view }, request, reply);
  }
}
