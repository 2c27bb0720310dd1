import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { recordMisdirected } from '#access';
import type { Followed, OpenInvitation } from '#access';
import type { Service } from '#service';
import type { FormFault } from '../../http/form-fault.js';
import type { Page } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import { Sessions } from '../../http/sessions.js';
import { SERVICE } from '../../service.token.js';
import { showRole } from '../people/people.presenter.js';
import { Accounts } from '../sign-in/accounts.js';

/** An invitation and who opens it. */
interface Opened extends Followed {
  /** The address of the invitation, whichever of its pages was asked for. */
  readonly address: string;
  /** The secret of the session of whoever is signed in; null where nobody is. */
  readonly session: string | null;
  readonly signedInName: string;
  /** Whether somebody is signed in whom the invitation is not for. */
  readonly isOfAnother: boolean;
}

const CHANGED = 'What you are given was changed since you opened this page. Nothing was accepted: read it again';

/** What an invited person is shown, by whether they have an account and who is signed in. */
@Injectable()
export class InvitationPages {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
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
    const address = (request.url.split('?')[0] ?? '').replace(/\/acceptance$/, '');
    const session = person && this.sessions.secretOf(request);
    return { secret, invitation, address, session, signedInName: person?.displayName ?? '', isOfAnother };
  }

  show(opened: Opened): Page {
    const { signedInName } = opened;
    if (opened.isOfAnother) return { ...this.page('invitation/of-another', opened, { signedInName }), status: 403 };
    if (opened.invitation.mayBegin) return this.showBeginning(opened, []);
    return opened.session === null
      ? this.page('invitation/sign-in-first', opened, {})
      : this.showAcceptance(opened, []);
  }

  /** The same to a form that can do nothing here: nothing was taken of it. */
  refuse(opened: Opened): Page {
    return { status: 422, ...this.show(opened) };
  }

  /** The form goes to the address of the page itself, so the secret does not stand in the page. */
  showBeginning(opened: Opened, faults: readonly FormFault[]): Page {
    const openId = { hasOpenId: this.accounts.openId !== null, openIdAddress: `${opened.address}/openid` };
    return { ...this.page('invitation/invitation', opened, openId), faults };
  }

  /** What is to be accepted, once more: it is something else than what was read. */
  showChanged(opened: Opened): Page {
    return this.showAcceptance(opened, [{ field: 'accept', text: CHANGED }]);
  }

  private showAcceptance(opened: Opened, faults: readonly FormFault[]): Page {
    const { membershipId } = opened.invitation;
    return {
      ...this.page('invitation/accept', opened, { membershipId, action: `${opened.address}/acceptance` }),
      faults,
    };
  }

  private page(template: string, { invitation }: Opened, more: object): Page {
    const view = { ...this.given(invitation), ...more };
    return { template, title: 'Your invitation', place: 'elsewhere', view };
  }

  /** Who gives what to whom, in words. */
  private given({ displayName, signInName, role, team, providerName, authority }: OpenInvitation) {
    const council = this.service.lists.authorityName(authority);
    const organisation = providerName === null ? council : `${providerName}, which works for ${council},`;
    return { displayName, signInName, organisation, role: showRole({ role, team }) };
  }
}

export function over(): Problem {
  return new Problem(
    'invitation-over',
    'It was used already, it was taken back, or it is older than a week. Ask whoever invited you for a new one.',
  );
}
