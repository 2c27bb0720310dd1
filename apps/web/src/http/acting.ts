import { contextOfKey, contextOfPerson } from '#access';
import type { Asker, KnownProviderKey, Origin, SignedInPerson } from '#access';
import type { Action } from '#domain/access';
import type { AuthorityCode } from '#domain/kernel';
import type { TransactionContext } from '#persistence';
import { Problem } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    acting?: Acting;
  }
}

/** Who acts in a request: a person with a session, or a provider's machine with a key. */
export class Acting {
  constructor(
    readonly who: Asker,
    private readonly origin: Origin,
    /** The authority that the request's address names; null where it names none. */
    private readonly asked: AuthorityCode | null,
  ) {}

  /** The context for an action, in which row-level security lets its rows be seen; null where it is not permitted. */
  find(action: Action): TransactionContext | null {
    if (this.who.kind === 'person')
      return contextOfPerson(this.who.person, action, this.origin, this.asked ?? undefined);
    // Without a code the validation of the address answers; until then no authority is nobody's.
    return contextOfKey(this.who.key, action, this.origin, this.asked ?? '');
  }

  /** The context for an action. Fails where it is not permitted. */
  to(action: Action): TransactionContext {
    const context = this.find(action);
    if (!context) throw new Problem('not-permitted', 'You may not do this; ask whoever gave you access.');
    return context;
  }

  get person(): SignedInPerson {
    if (this.who.kind !== 'person') throw new Problem('not-permitted', 'This is for people, not for machines.');
    return this.who.person;
  }

  get key(): KnownProviderKey {
    if (this.who.kind !== 'machine') throw new Problem('not-permitted', 'This is for machines with a key.');
    return this.who.key;
  }
}
