import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { recordMisdirected } from '#access';
import type { OpenInvitation } from '#access';
import type { Service } from '#service';
import { presentFaults } from '../../http/form-fault.js';
import { PageRenderer } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import type { faultsOfPassword } from '../account/password-faults.js';
import { showRole } from '../people/people.presenter.js';
import { Accounts } from '../sign-in/accounts.js';

/** An invitation and who opens it. */
interface Opened {
  readonly invitation: OpenInvitation;
  readonly signedInAs: string | null;
  /** Whether somebody is signed in whom the invitation is not for. */
  readonly isOfAnother: boolean;
}

/** What an invited person is shown, by whether they have an account and who is signed in. */
@Injectable()
export class InvitationPages {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PageRenderer) private readonly pages: PageRenderer,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /** Fails where the invitation is over or never was. Whoever opens the one of somebody else is put on record. */
  async open(secret: string, request: FastifyRequest): Promise<Opened> {
    const { context } = this.accounts;
    const person = await this.sessions.personOf(request);
    if (person) request.person = person;
    const signedInAs = person?.personId ?? null;
    const invitation = await this.accounts.invitationOf(secret, request, signedInAs);
    if (!invitation) throw over();
    const isOfAnother = signedInAs !== null && signedInAs !== invitation.personId;
    if (isOfAnother) {
      const occasion = this.accounts.occasionOf(request);
      await recordMisdirected(context, { isOpen: true, invitation }, signedInAs, occasion);
    }
    return { invitation, signedInAs, isOfAnother };
  }

  show({ invitation, signedInAs, isOfAnother }: Opened, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    if (isOfAnother) return this.refuse(invitation, request, reply);
    if (invitation.mayBegin) return this.showBeginning(invitation, [], request, reply);
    if (signedInAs !== null) return this.showAcceptance(invitation, false, request, reply);
    return this.render('sign-in-first', this.given(invitation), request, reply);
  }

  /** The form goes to the address of the page itself, so the secret does not stand in the page. */
  showBeginning(
    invitation: OpenInvitation,
    faults: ReturnType<typeof faultsOfPassword>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const view = {
      ...{ ...this.given(invitation), hasOpenId: this.accounts.openId !== null },
      openIdAddress: `${addressOf(request)}/openid`,
      ...presentFaults(['password', 'password-again'], faults),
    };
    return this.render('invitation', view, request, reply);
  }

  showAcceptance(
    invitation: OpenInvitation,
    isChanged: boolean,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const { membershipId } = invitation;
    const action = `${addressOf(request)}/acceptance`;
    return this.render('accept', { ...this.given(invitation), membershipId, isChanged, action }, request, reply);
  }

  private refuse(invitation: OpenInvitation, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    reply.status(403);
    const signedInName = request.person?.displayName ?? '';
    return this.render('of-another', { ...this.given(invitation), signedInName }, request, reply);
  }

  /** Who gives what to whom, in words. */
  private given({ displayName, signInName, role, team, providerName, authority }: OpenInvitation) {
    const council = this.service.lists.authorityName(authority);
    const organisation = providerName === null ? council : `${providerName}, which works for ${council},`;
    return { displayName, signInName, organisation, role: showRole({ role, team }) };
  }

  private render(template: string, view: object, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const page = { template: `invitation/${template}`, title: 'Your invitation', place: 'elsewhere', view } as const;
    return this.pages.render(page, request, reply);
  }
}

/** The address of the invitation that a request came to, whichever of its pages it was. */
function addressOf({ url }: FastifyRequest): string {
  return (url.split('?')[0] ?? '').replace(/\/acceptance$/, '');
}

export function over(): Problem {
  return new Problem(
    'invitation-over',
    'It was used already, it was taken back, or it is older than a week. Ask whoever invited you for a new one.',
  );
}
