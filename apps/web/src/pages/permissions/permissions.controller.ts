import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageRenderer } from '../../http/page-renderer.js';
import { Requires } from '../../http/requires.js';
import { presentPermissions } from './permissions.presenter.js';

/** The table of permissions as the service applies it, for a manager to review. */
@Controller('permissions')
@Requires('permissions.read')
@ApiExcludeController()
export class PermissionsController {
  constructor(@Inject(PageRenderer) private readonly pages: PageRenderer) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const view = presentPermissions();
    return this.pages.render(
      { template: 'permissions/permissions', title: 'Who may do what', place: 'permissions', view },
      request,
      reply,
    );
  }
}
