import { Inject, Injectable, createParamDecorator } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { findProviderKey } from '#access';
import type { KnownProviderKey } from '#access';
import { instantOf } from '#domain/time';
import type { Service } from '#service';
import { SERVICE } from '../service.token.js';
import { Problem } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    providerKey?: KnownProviderKey;
  }
}

/** Lets a provider's machine through by the key in `Authorization: Bearer …`. */
@Injectable()
export class ProviderKeyGuard implements CanActivate {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const secret = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const key =
      secret === undefined ? null : await findProviderKey(this.service.database, secret, instantOf(new Date()));
    if (!key) {
      throw new Problem(
        'not-signed-in',
        'Send a valid key of your provider as "Authorization: Bearer …"; keys expire and can be revoked.',
      );
    }
    request.providerKey = key;
    return true;
  }
}

/** The key that the guard found. */
export const ProviderKey = createParamDecorator((_: unknown, context: ExecutionContext): KnownProviderKey => {
  const { providerKey } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!providerKey) throw new Error('A route asks for a key without the key guard.');
  return providerKey;
});
