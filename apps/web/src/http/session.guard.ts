import { Inject, Injectable, createParamDecorator } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SignedInPerson } from '#access';
import { Problem } from './problem.js';
import { Sessions } from './sessions.js';

/** Lets signed-in people through; pages send all others to the sign-in. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const person = await this.sessions.personOf(request);
    if (!person) throw new Problem('not-signed-in', 'Sign in first.');
    request.person = person;
    return true;
  }
}

/** The person whom the session guard let through. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): SignedInPerson => {
  const { person } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!person) throw new Error('A route asks for a person without the session guard.');
  return person;
});
