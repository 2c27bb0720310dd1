import type { Client } from 'pg';

/** A function that runs with the owner's eyes and that the service may call. */
export interface OwnerFunction {
  readonly tells: string;
  /**
   * What it answers when it is asked with another person's id wherever that fits, by who asks or by everybody alike.
   * Unless it is said here it tells nothing: no row, or one that says no.
   */
  readonly ofAnother?: string | Readonly<Record<string, string>>;
}

const NOT_INVITED = 'people are invited by the service, for an authority';
const NOT_FOLLOWED = 'invitations are followed by the service';
const followedByTheService = { nobody: NOT_FOLLOWED, 'somebody of the council': NOT_FOLLOWED };
const NOT_A_KEY = 'a key is issued by the provider or by the service';

/** Each of them, and what it tells. One that is not listed here fails the tests. */
export const ownerFunctions: Readonly<Record<string, OwnerFunction>> = {
  accept_invented_membership: {
    tells: 'as the service for its authority: the id that the caller has, where it is of somebody invented',
  },
  accept_membership: {
    tells:
      'as the service for its authority: the person of an invitation and of a session whose secrets the caller has',
    ofAnother: followedByTheService,
  },
  agreement_in_force: { tells: 'yes or no about the authority and the provider of the settings; no child' },
  audit_head: {
    tells: 'the hash of the newest seal of the authority of the settings; nothing of what was sealed',
    ofAnother: { 'somebody of the council': '32 bytes', 'the service for another authority': '32 bytes' },
  },
  begin_attempt: {
    tells: 'whether a sign-in name, by its keyed hash, or an address is locked; never why',
    ofAnother: 'true',
  },
  begin_local_account: {
    tells: 'as the service: the person of an invitation whose secret the caller has; it begins their account',
    ofAnother: followedByTheService,
  },
  begin_invented_session: {
    tells: 'in a demonstration: the id that the caller has, where it is of somebody invented; their session begins',
  },
  begin_openid_session: { tells: 'the person of an identity that an issuer vouched for; their session begins' },
  begin_openid_step: { tells: 'nothing; it begins waiting for what an issuer says, of nobody yet' },
  begin_password_step: {
    tells: 'what a sign-in name owes, where the caller has the hash that a password was held against; that step begins',
  },
  begin_session: {
    tells: 'the person of a step whose secret the caller has and that owes nothing more; their session begins by it',
  },
  begin_set_up_step: {
    tells: 'the person of a session whose secret the caller has; it begins setting up another second factor',
  },
  carry_membership: {
    tells:
      'as the service for its authority: the id that the caller has, where the same person had another role before',
  },
  clear_sign_in_leftovers: { tells: 'nothing; it deletes what is over by the clock of the server' },
  confirm_contact: {
    tells: 'the person of a session whose secret the caller has, where they also have the code that was sent to them',
  },
  confirm_totp: { tells: 'the person of a step whose secret the caller has; it gives them a second factor' },
  contacts_of: {
    tells: 'as the service for an authority alone: where people who belong to it want to be written to',
  },
  count_recovery_codes: { tells: 'a number about the account of a session whose secret the caller has' },
  drop_held_form: { tells: 'the id that the caller has, where the form is of the person of their session' },
  drop_contact: { tells: 'the person of a session whose secret the caller has; it forgets where to write to them' },
  end_access: {
    tells: 'nothing; as the service it ends what people of its authority hold who have no membership in force',
    ofAnother: {
      nobody: 'access is ended by the service',
      'somebody of the council': 'access is ended by the service',
    },
  },
  end_attempt: { tells: 'nothing; it takes back an attempt whose id the caller has' },
  end_other_sessions: { tells: 'nothing; it ends the other sessions of the person of a secret that the caller has' },
  end_session: { tells: 'nothing; it ends the session of a secret that the caller has' },
  find_account_of: { tells: 'the account of the person of a secret that the caller has; no authority, no child' },
  find_invitation: {
    tells: 'the person of a secret that the caller has, what it gives them, and whether they have an account',
  },
  find_local_account: {
    tells: 'of a sign-in name what a password is held against, before anybody has shown anything',
  },
  find_openid_person: { tells: 'the person of an identity that an issuer vouched for' },
  find_provider_key: { tells: 'the provider of a secret that the caller has' },
  find_session: { tells: 'the person of a secret that the caller has' },
  find_sign_in_step: { tells: 'how far the sign-in of a secret that the caller has got' },
  forgive_attempts: { tells: 'nothing; it forgets the failures of one sign-in name, by its keyed hash' },
  held_forms_of: { tells: 'what the person of a secret wrote themselves and could not send; nobody else has it' },
  hold_form: { tells: 'whether a form was kept for the person of a session that is over' },
  invite_account: {
    tells:
      'as the service for an authority of the membership: the id that the caller made up, where there is something to accept',
    ofAnother: 'people are invited by the service, for an authority of theirs',
  },
  invite_person: {
    tells: 'as the service for an authority alone: the person of a sign-in name',
    ofAnother: {
      nobody: NOT_INVITED,
      'somebody of the council': NOT_INVITED,
      'the service for another authority': 'duplicate key value violates unique constraint "person_pkey"',
    },
  },
  issue_provider_key: {
    tells: 'yes or no about a provider that whoever is acting has to do with',
    ofAnother: NOT_A_KEY,
  },
  link_openid_identity: {
    tells: 'as the service: the person of an invitation whose secret the caller has; it ties them to an identity',
    ofAnother: followedByTheService,
  },
  list_provider_keys: { tells: 'the keys of a provider that whoever is acting has to do with, without their hashes' },
  mark_held_form_sent: { tells: 'where a form leads that the person of a secret wrote' },
  may_see_question: { tells: 'what reading the question in the same context tells: it is there and seen, or no' },
  may_see_child: { tells: 'what reading the child in the same context tells: it is there and seen, or no' },
  open_sessions: { tells: 'the persons of secrets that the caller has; it keeps no session open' },
  own_contact: { tells: 'where the person of a secret that the caller has wants to be written to' },
  purge_child: {
    tells: 'as the service for an authority alone: why a child of that authority cannot be deleted',
    ofAnother: 'purge refused: not-the-service',
  },
  replace_recovery_codes: { tells: 'the person of a session whose secret the caller has; it gives them new codes' },
  revoke_provider_key: { tells: 'whose a key was, where whoever is acting has to do with that provider' },
  sessions_of: { tells: 'when the sessions of the person of a secret began and were last used; no secret' },
  set_password: { tells: 'the person of a session whose secret the caller has; it gives them another password' },
  take_recovery_code: { tells: 'the person of a secret, where the caller also has a code of theirs' },
  take_sign_in_step: { tells: 'how far the sign-in of a secret that the caller has got' },
  take_totp_step: { tells: 'the person of a secret, where the code is later than the last' },
  want_contact: {
    tells: 'the person of a session whose secret the caller has; it notes an address that they are to confirm',
  },
};

export interface Signature {
  readonly name: string;
  /** The types of its arguments, in their order. */
  readonly types: readonly string[];
}

/** Every function of ours that runs as its owner and that the service may call, as the catalogue has them. */
export async function signaturesOf(superuser: Client): Promise<readonly Signature[]> {
  const { rows } = await superuser.query<Signature>(
    `SELECT p.proname AS name,
       coalesce((SELECT json_agg(format_type(a.type, NULL) ORDER BY a.place)
                 FROM unnest(p.proargtypes) WITH ORDINALITY AS a (type, place)), '[]') AS types
     FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND has_function_privilege('homeward_app', p.oid, 'EXECUTE')
     ORDER BY 1`,
  );
  return rows;
}

/** A person's id in the shape of an argument; where it fits nowhere, what says least. */
const shaped: Readonly<Record<string, (person: string) => unknown>> = {
  uuid: (person) => person,
  'uuid[]': (person) => [person],
  text: (person) => person,
  'text[]': (person) => [person],
  bytea: (person) => Buffer.from(person.replaceAll('-', ''), 'hex'),
  'bytea[]': () => [],
  'timestamp with time zone': () => new Date(),
  interval: () => '1 hour',
  integer: () => 1,
  bigint: () => 2,
  boolean: () => true,
  jsonb: () => '[]',
};

/** What a function says when it is asked with a person's id: `nothing`, its values, or why it refuses. */
export async function answerOf(client: Client, { name, types }: Signature, person: string): Promise<string> {
  const values = types.map((type) => {
    const shape = shaped[type];
    if (!shape) throw new Error(`How ${name} is asked with an id as ${type} is not set out.`);
    return shape(person);
  });
  const places = values.map((_, at) => `$${at + 1}`).join(', ');
  await client.query('SAVEPOINT asking');
  try {
    const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}(${places})`, values);
    const said = rows.flatMap((row) => Object.values(row)).filter((value) => !isNothing(value));
    return said.length === 0 ? 'nothing' : said.map(inWords).join(' ');
  } catch (error) {
    await client.query('ROLLBACK TO asking');
    return error instanceof Error ? error.message : String(error);
  }
}

function inWords(value: unknown): string {
  return value instanceof Uint8Array ? `${value.length} bytes` : String(value);
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || value === false || value === 0;
}
