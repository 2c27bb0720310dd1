import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { presentFindingCodes } from './findings.presenter.js';

/** What each finding of a provider return means and what to do about it, for everybody who is signed in. */
@Controller('findings')
@Requires('finding_codes.read')
@ApiExcludeController()
export class FindingsController {
  constructor(@Inject(PageRenderer) private readonly pages: PageRenderer) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const view = presentFindingCodes();
    return this.pages.render(
      { template: 'findings/findings', title: 'What findings mean', place: 'findings', view },
      request,
      reply,
    );
  }
}
