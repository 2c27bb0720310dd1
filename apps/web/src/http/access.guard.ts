import { Inject, Injectable, createParamDecorator } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { findProviderKey, keyName, missingScope, recordKeyAttempt, recordRefusal } from '#access';
import type { Asker, Origin, SignedInPerson } from '#access';
import type { Action } from '#domain/access';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../clock.js';
import type { Clock } from '../clock.js';
import { SERVICE } from '../service.token.js';
import { Acting } from './acting.js';
import { isOwnScript } from './own-script.js';
import { chosenAuthority } from './chosen-authority.js';
import { LateForms } from './late-forms.js';
import { Problem } from './problem.js';
import { ROUTE_ACCESS } from './requires.js';
import type { RouteAccess } from './requires.js';
import { Sessions } from './sessions.js';

/**
 * The one guard of every route: finds who asks, and lets them through if their role permits what the route does. What
 * they may see of it, the database decides by the context that they then act in.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(LateForms) private readonly lateForms: LateForms,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.accessOf(context);
    if (access.isOpen) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const acting = (request.acting ??= await this.whoActs(request));
    if (access.anyOf.some((action) => acting.find(action) !== null)) return true;
    await this.refuseMachine(acting.who, access.anyOf, originOf(request));
    const refused = { action: access.anyOf[0], named: idIn(request) };
    await recordRefusal(this.service.casework, acting.who, refused, originOf(request), newId);
    throw new Problem('not-permitted', 'You may not do this; ask whoever gave you access.');
  }

  private accessOf(context: ExecutionContext): RouteAccess {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new Error(`${context.getClass().name}.${context.getHandler().name} says not who may use it.`);
    return access;
  }

  /** Fails where access that somebody had when they were let through has ended or changed since. */
  async askAgain(context: ExecutionContext, request: FastifyRequest): Promise<void> {
    const access = this.accessOf(context);
    // The own account ends sessions itself, its own among them.
    if (access.isOpen || !request.acting || access.anyOf.every((action) => action === 'account.use')) return;
    const { who } = request.acting;
    if (who.kind === 'machine') {
      await this.machineOf(request.headers.authorization ?? '', request);
      return;
    }
    const person = await this.sessions.personOf(request);
    if (!person) throw new Problem('not-signed-in', 'Sign in first.');
    if (!keepsMemberships(who.person, person))
      throw new Problem('not-permitted', 'What you may do has changed meanwhile; ask again.');
  }

  /** A key that is in force and does not go far enough is told so; nothing is learnt but what it can do. On record. */
  private async refuseMachine(who: Asker, anyOf: readonly Action[], origin: Origin): Promise<void> {
    if (who.kind !== 'machine') return;
    const [scope] = anyOf.flatMap((action) => missingScope(who.key, action) ?? []);
    const { keyId, providerId } = who.key;
    const reason = scope === undefined ? 'not-for-machines' : 'scope-missing';
    const attempt = { actor: keyName(who.key), itemId: keyId, providerId, reason, ...origin };
    await recordKeyAttempt(this.service.database, attempt, this.clock(), newId);
    if (scope === undefined) return;
    throw new Problem('not-permitted', `This key lacks the scope ${scope}; use one that your manager issued with it.`);
  }

  /** Finds out who asks. Fails where that is nobody. */
  async whoActs(request: FastifyRequest): Promise<Acting> {
    const { authorization } = request.headers;
    const who =
      authorization === undefined ? await this.personOf(request) : await this.machineOf(authorization, request);
    const chosen = who.kind === 'person' ? chosenAuthority(request, who.person) : null;
    return new Acting(who, originOf(request), askedAuthority(request) ?? chosen);
  }

  /**
   * Programs that change something need a key, because a browser would send its cookie along for anybody's page; but where
   * a route says so, a page of our own may send it with the session.
   */
  private async personOf(request: FastifyRequest): Promise<Asker> {
    const isChangeByProgram =
      request.routeOptions.url?.startsWith('/api/') === true && !['GET', 'HEAD'].includes(request.method);
    const needsKey = isChangeByProgram && !(request.routeOptions.config.takesSession === true && isOwnScript(request));
    const person = needsKey ? null : await this.sessions.personOf(request);
    if (!person) {
      if (!isChangeByProgram) await this.lateForms.hold(request);
      throw new Problem('not-signed-in', isChangeByProgram ? SEND_A_KEY : 'Sign in first.');
    }
    request.person = person;
    return { kind: 'person', person };
  }

  private async machineOf(authorization: string, request: FastifyRequest): Promise<Asker> {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const key =
      secret === undefined
        ? null
        : await findProviderKey(this.service.database, secret, this.clock(), originOf(request), newId);
    if (!key) throw new Problem('not-signed-in', SEND_A_KEY);
    return { kind: 'machine', key };
  }
}

/** Whether somebody still has, unchanged, every membership that they had before. */
function keepsMemberships(before: SignedInPerson, now: SignedInPerson): boolean {
  return before.memberships.every(({ id, role, team }) =>
    now.memberships.some((each) => each.id === id && each.role === role && each.team === team),
  );
}

const SEND_A_KEY = 'Send a valid key of your provider as "Authorization: Bearer …"; keys expire and can be revoked.';

export function originOf(request: FastifyRequest): Origin {
  return { requestId: request.id, address: request.ip };
}

/** The id of the record that an address names; null where it names none. */
function idIn({ params }: FastifyRequest): string | null {
  const id: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, 'id') : null;
  return isUUID(id) && typeof id === 'string' ? id : null;
}

/** The authority that the address asks for; what is not a code is told by the validation that comes next. */
function askedAuthority({ query }: FastifyRequest): string | null {
  const asked: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, 'authority') : null;
  return typeof asked === 'string' ? asked : null;
}

/** Who acts, as the guard found out. */
export const ActingNow = createParamDecorator((_: unknown, context: ExecutionContext): Acting => {
  const { acting } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!acting) throw new Error('A route that is open to all asks who acts.');
  return acting;
});
