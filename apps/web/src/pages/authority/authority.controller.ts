import { Body, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { authoritiesOf, chosenAuthority, rememberAuthority } from '../../http/chosen-authority.js';
import { seeOther } from '../../http/page.js';
import type { Page, Redirection } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { AuthorityForm } from './authority.form.js';

/** One page shows one authority: whoever works for several picks which. */
@PageController('authority')
@Requires('account.use')
export class AuthorityController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() { person }: Acting, @Req() request: FastifyRequest): Page {
    const chosen = chosenAuthority(request, person);
    const authorities = authoritiesOf(person).map((code) => ({
      code,
      name: this.service.lists.authorityName(code),
      isChosen: code === chosen,
    }));
    return { template: 'authority/authority', title: 'Choose a council', place: 'elsewhere', view: { authorities } };
  }

  @Post()
  choose(
    @ActingNow() { person }: Acting,
    @Body() { authority }: AuthorityForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Redirection {
    if (!authoritiesOf(person).includes(authority))
      throw new Problem('not-permitted', 'You do not work for that council here.');
    rememberAuthority(request, reply, authority);
    return seeOther('/');
  }
}
