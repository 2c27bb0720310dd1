import { Controller, Get, Inject, Redirect, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OpenToAll } from '../http/requires.js';
import { chosenAuthority } from '../http/chosen-authority.js';
import { menuOf } from '../http/navigation.js';
import { Sessions } from '../http/sessions.js';

@Controller()
@OpenToAll()
@ApiExcludeController()
export class HomeController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  @Get()
  @Redirect()
  async open(@Req() request: FastifyRequest): Promise<{ url: string; statusCode: number }> {
    const person = await this.sessions.personOf(request);
    return {
      url: person ? (menuOf(person, chosenAuthority(request, person))[0]?.href ?? '/permissions') : '/sign-in',
      statusCode: 302,
    };
  }
}
