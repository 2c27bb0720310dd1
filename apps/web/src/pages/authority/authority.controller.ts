import { Body, Controller, Get, Header, HttpCode, Inject, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import { authoritiesOf, chosenAuthority, rememberAuthority } from '../../http/chosen-authority.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { AuthorityForm } from './authority.form.js';

/** One page shows one authority: whoever works for several picks which. */
@Controller('authority')
@Requires('account.use')
@ApiExcludeController()
export class AuthorityController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @ActingNow() { person }: Acting,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const chosen = chosenAuthority(request, person);
    const authorities = authoritiesOf(person).map((code) => ({
      code,
      name: this.service.lists.authorityName(code),
      isChosen: code === chosen,
    }));
    return this.pages.render(
      { template: 'authority/authority', title: 'Choose a council', place: 'elsewhere', view: { authorities } },
      request,
      reply,
    );
  }

  @Post()
  @HttpCode(303)
  @Redirect('/', 303)
  choose(
    @ActingNow() { person }: Acting,
    @Body() { authority }: AuthorityForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): void {
    if (!authoritiesOf(person).includes(authority))
      throw new Problem('not-permitted', 'You do not work for that council here.');
    rememberAuthority(request, reply, authority);
  }
}
