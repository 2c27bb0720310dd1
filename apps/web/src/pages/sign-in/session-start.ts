import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendAudit, beginSession, endSession, findInvitation, findSession, listHeldForms } from '#access';
import type { AuditAction, ShownToBegin, SignedInPerson } from '#access';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { clearSecret, secretIn } from '../../http/secret-cookies.js';
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
   * the page to go to: what was being written when the last session ended comes first, then an invitation to be accepted.
   * Where what was shown opens nothing any more, that is the page to sign in on.
   */
  async begin(request: FastifyRequest, reply: FastifyReply, shown: ShownToBegin): Promise<string> {
    const { database } = this.service;
    const now = this.clock();
    const before = this.sessions.secretOf(request);
    if (before !== null) await endSession(database, before, now);
    clearSecret(request, reply, 'step');
    const secret = await beginSession(database, shown, now);
    if (secret === null) return '/sign-in';
    const person = await findSession(database, secret, now);
    if (!person) throw new Error('A session that has just begun is not there.');
    await this.record('SignIn', person, request);
    this.sessions.remember(request, reply, secret);
    const held = await listHeldForms(database, secret, now);
    const invitation = await this.openInvitation(request, reply, person.personId);
    if (held.some(({ sentAt }) => sentAt === null)) return '/held-forms';
    return invitation === null ? '/' : `/invitation/${invitation}`;
  }

  /** The secret of the invitation that this browser had open before signing in, where it is for this person. */
  private async openInvitation(request: FastifyRequest, reply: FastifyReply, personId: string): Promise<string | null> {
    const secret = secretIn(request, 'invitation');
    if (secret === null) return null;
    clearSecret(request, reply, 'invitation');
    const found = await findInvitation(this.service.database, secret, this.clock());
    return found?.isOpen === true && found.invitation.personId === personId ? secret : null;
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
