import type { Command } from 'commander';
import {
  HasAccountAlready,
  appendAudit,
  findOrAddPerson,
  inviteAccount,
  lapseOf,
  recordDeploymentEvent,
  signInNameOf,
} from '#access';
import { MOST_INSPECTION_DAYS, checkRole, isProviderRole, isRole } from '#domain/access';
import type { Role, RoleFault } from '#domain/access';
import { dayInLondon, instantOf, readDay } from '#domain/time';
import type { Day } from '#domain/time';
import { AuthorityEntity, MembershipEntity, listProviders, systemContext } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { actorName, answer, withService } from './command-context.js';
import { CommandFailure, usage } from './failure.js';

interface InviteArguments {
  signInName: string;
  name: string;
  authority: string;
  role: string;
  provider?: string;
  team?: string;
  until?: string;
  newAuthority: boolean;
  renew: boolean;
  as?: string;
  json: boolean;
}

export function addAccountCommand(program: Command): void {
  program
    .command('account')
    .description('accounts of people')
    .command('invite')
    .description('make a person and their role if missing, and print the address at which they choose how to sign in')
    .requiredOption('--sign-in-name <name>', 'what the person will sign in as, such as an address for mail')
    .requiredOption('--name <name>', 'the name that colleagues see')
    .requiredOption('--authority <code>', 'GSS code of the council')
    .requiredOption('--role <role>', 'such as administrator')
    .option('--provider <code>', 'code of the provider, for its own people')
    .option('--team <name>', 'the team in the council')
    .option('--until <day>', 'the first day without access, as 2026-04-01; an inspector needs one')
    .option('--new-authority', 'let the council commission here from now on, if it does not yet', false)
    .option(
      '--renew',
      'for a person who cannot use their account: whoever follows the address takes it over, for every organisation',
      false,
    )
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(async (options: InviteArguments) => {
      const actor = actorName(options.as);
      const wanted = readArguments(options);
      await withService(async (service) => {
        const secret = await invite(service, wanted, actor);
        const path = `/invitation/${secret}`;
        answer(
          { signInName: wanted.signInName, path },
          options.json,
          () => `${path}\nOpen it at the address of your service. It works once, for 7 days, and is not shown again.`,
        );
      });
    });
}

/** What was asked for, once it makes sense. */
interface Wanted extends Pick<InviteArguments, 'authority' | 'newAuthority' | 'renew'> {
  readonly signInName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly provider: string | null;
  readonly team: string | null;
  readonly until: Day | null;
}

function readArguments(options: InviteArguments): Wanted {
  const { role, provider = null, team = null, authority, newAuthority, renew } = options;
  if (!isRole(role) || role === 'machine') throw usage(`--role ${role} is not a role of people.`);
  if (isProviderRole(role) !== (provider !== null))
    throw usage(`--role ${role} ${provider === null ? 'needs' : 'goes without'} --provider.`);
  const until = options.until === undefined ? null : readDay(options.until);
  if (until === null && options.until !== undefined)
    throw usage(`--until ${options.until} is not a day; write it as 2026-04-01.`);
  const organisation = provider === null ? 'council' : 'provider';
  const [fault] = checkRole({ role, team: team ?? '', until }, organisation, dayInLondon(instantOf(new Date())));
  if (fault !== undefined) throw usage(`--role ${role} ${faultWords[fault]}`);
  const [signInName, displayName] = [signInNameOf(options.signInName), options.name.trim()];
  if (signInName === '' || displayName === '') throw usage('--sign-in-name and --name must not be blank.');
  return {
    ...{ authority, newAuthority, renew, role, provider, until },
    team: team?.trim() ?? null,
    signInName,
    displayName,
  };
}

/** Each goes on after the role. */
const faultWords: Readonly<Record<RoleFault, string>> = {
  'role-missing': 'is not a role of that organisation.',
  'team-missing': 'needs --team: whoever has it sees by the team.',
  'team-too-long': 'needs a --team of 80 characters at most.',
  'team-not-for-role': 'goes without --team: it is for social workers and team managers only.',
  'until-missing': 'needs --until: it ends by itself.',
  'until-not-a-day': 'needs --until as a day that exists, such as 2026-04-01.',
  'until-too-early': 'must end after today; give a later --until.',
  'until-too-late': `must end within ${MOST_INSPECTION_DAYS} days; give an earlier --until.`,
  'until-not-for-role': 'goes without --until: it is for inspectors only.',
};

/** One transaction makes what is missing, invites and puts it on record; its secret is told only when it is kept. */
async function invite({ casework }: Service, wanted: Wanted, actor: string): Promise<string> {
  return casework.write(systemContext(wanted.authority, actor), async ({ tx }) => {
    await ensureAuthority(tx, wanted);
    const person = await ensurePerson(tx, wanted);
    const membershipId = await ensureMembership(tx, wanted, person);
    const invited = await inviteAccount(tx, { membershipId, replacesAccount: wanted.renew }, tx.now, newId).catch(
      (error: unknown) => {
        throw error instanceof HasAccountAlready ? new CommandFailure(HAS_ACCOUNT) : error;
      },
    );
    await appendAudit(tx, { action: 'CommissioningChange', itemId: person, itemCount: 1, childIds: [] }, newId);
    const reason = wanted.renew ? 'invited-anew' : 'invited';
    const event = { action: 'AccountChange', outcome: 'done', reason, actor, personId: person } as const;
    await recordDeploymentEvent(tx, event, tx.now, newId);
    return invited.secret;
  });
}

const HAS_ACCOUNT =
  'This person signs in already and has this role, or belongs to the demonstration. To let somebody in who has lost password or phone, add --renew.';

async function ensureAuthority(tx: Transaction, { authority: code, newAuthority }: Wanted): Promise<void> {
  if (await tx.manager.findOneBy(AuthorityEntity, { code })) return;
  const known = await tx.query('SELECT FROM local_authority WHERE code = $1', [code]);
  if (known.length === 0)
    throw new CommandFailure(`${code} is no council in England; give its GSS code, such as E09000029.`);
  if (!newAuthority)
    throw new CommandFailure(`No authority ${code} commissions here. To begin with it, add --new-authority.`);
  await tx.manager.insert(AuthorityEntity, { code, ...stampOf(tx) });
}

async function ensurePerson(tx: Transaction, { signInName, displayName }: Wanted): Promise<string> {
  const wish = { signInName, name: displayName, isInvented: false };
  return findOrAddPerson(tx, wish, newId);
}

/** The same role of the same person in the same organisation is not given twice. It takes force with the invitation. */
async function ensureMembership(tx: Transaction, wanted: Wanted, personId: string): Promise<string> {
  const { authority, role, team, until } = wanted;
  const providerId = wanted.provider === null ? null : await providerOf(tx, wanted.provider);
  const today = dayInLondon(tx.now).toString();
  const [known] = await tx.query<{ id: string }>(
    `SELECT id FROM membership WHERE authority = $1 AND person_id = $2 AND role = $3 AND provider_id IS NOT DISTINCT FROM $4
       AND team IS NOT DISTINCT FROM $5 AND (valid_to IS NULL OR valid_to > $6)`,
    [authority, personId, role, providerId, team, today],
  );
  if (known) return known.id;
  const id = newId();
  await tx.manager.insert(MembershipEntity, {
    ...{
      authority,
      id,
      personId,
      role,
      providerId,
      team,
      validFrom: today,
      validTo: until?.toString() ?? null,
      lapsesAt: new Date(lapseOf(tx.now).epochMilliseconds),
      ...stampOf(tx),
    },
  });
  return id;
}

async function providerOf(tx: Transaction, code: string): Promise<string> {
  const provider = (await listProviders(tx)).find((each) => each.code === code);
  if (!provider) throw new CommandFailure(`No provider ${code} works for this authority; check the code.`);
  return provider.id;
}

function stampOf({ now, context }: Transaction) {
  const at = new Date(now.epochMilliseconds);
  return { createdAt: at, createdBy: context.actorName, modifiedAt: at, modifiedBy: context.actorName };
}
