import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendAudit, endSession, findSession, listHeldForms, startSession } from '#access';
import type { AuditAction, SignedInPerson } from '#access';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { clearSecret } from '../../http/secret-cookies.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';

/** Begins and ends sessions, on record with each authority that the person works for. */
@Injectable()
export class SessionStart {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins a session with a new secret, whatever cookies the browser came with: one that was there before is over. Gives
   * the page to go to: what was being written when the last session ended comes first.
   */
  async begin(request: FastifyRequest, reply: FastifyReply, personId: string): Promise<string> {
    const { database } = this.service;
    const now = this.clock();
    const before = this.sessions.secretOf(request);
    if (before !== null) await endSession(database, before, now);
    const secret = await startSession(database, personId, now);
    const person = await findSession(database, secret, now);
    if (!person) throw new Error('A session that has just begun is not there.');
    await this.record('SignIn', person, request);
    this.sessions.remember(request, reply, secret);
    clearSecret(request, reply, 'step');
    const held = await listHeldForms(database, secret, now);
    return held.some(({ sentAt }) => sentAt === null) ? '/held-forms' : '/';
  }

  /** Ends the session of a request; one that is over already is no fault. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { database } = this.service;
    const secret = this.sessions.secretOf(request);
    this.sessions.forget(request, reply);
    if (secret === null) return;
    const person = await findSession(database, secret, this.clock());
    await endSession(database, secret, this.clock());
    if (person) await this.record('SignOut', person, request);
  }

  private async record(action: AuditAction, person: SignedInPerson, { id, ip }: FastifyRequest): Promise<void> {
    const { personId, memberships } = person;
    for (const authority of new Set(memberships.map((membership) => membership.authority))) {
      const context = { ...systemContext(authority, personId, id), personId, address: ip };
      await this.service.casework.write(context, ({ tx }) =>
        appendAudit(tx, { action, itemCount: 0, childIds: [] }, newId),
      );
    }
  }
}
