import { Body, Controller, Get, Header, HttpCode, Inject, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '#service';
import { PageRenderer } from '../../http/page-renderer.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import { listDemonstrationPeople, signInDemonstration, signOut } from './demonstration-sign-in.js';
import { OpenToAll } from '../../http/requires.js';
import { SignInForm } from './sign-in.form.js';

@Controller()
@OpenToAll()
@ApiExcludeController()
export class SignInController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Get('sign-in')
  @Header('content-type', 'text/html; charset=utf-8')
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const people = await listDemonstrationPeople(this.service);
    const view = { people };
    return this.pages.render(
      { template: 'sign-in/sign-in', title: 'Sign in', place: 'elsewhere', view },
      request,
      reply,
    );
  }

  @Post('sign-in')
  @HttpCode(303)
  @Redirect('/', 303)
  async signIn(
    @Body() form: SignInForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const secret = await signInDemonstration(this.service, form.personId, request.id);
    this.sessions.remember(request, reply, secret);
  }

  @Post('sign-out')
  @Redirect('/sign-in', 303)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const secret = this.sessions.secretOf(request);
    if (secret !== null) await signOut(this.service, secret, request.id);
    this.sessions.forget(reply);
  }
}
