import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportAudit, exportDeployment, recordDeploymentEvent, sealEverything, verifyAudit } from '#access';
import type { VerifiedAudit } from '#access';
import { instantOf } from '#domain/time';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { actorName, answer, requireAuthority, say, withService } from './command-context.js';
import { exitCodes, usage } from './failure.js';
import { cannotWrite, openPrivateFile } from './private-file.js';

interface VerifyArguments {
  authority?: string;
  head?: string;
  as?: string;
  json: boolean;
}

export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('prove that what is kept is whole')
    .command('audit')
    .description('work the seals of the audit out anew; ends with 1 where one is broken')
    .option('--authority <gss>', 'the chain of one authority; all chains, unless given')
    .option('--head <hash>', 'a head that was kept elsewhere, such as one printed on a report')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(async (options: VerifyArguments) => {
      const verified = await withService((service) => verify(service, options));
      answer(verified, options.json, () => inWords(verified));
      if (verified.firstBroken !== null) process.exitCode = exitCodes.failed;
    });
}

async function verify(service: Service, { authority, head, as }: VerifyArguments): Promise<VerifiedAudit> {
  const hash = head?.toLowerCase();
  if (hash !== undefined && !/^[0-9a-f]{64}$/.test(hash))
    throw usage('--head is not a hash; it has 64 hexadecimal digits.');
  if (authority !== undefined) await requireAuthority(service, authority);
  const verified = await verifyAudit(service.database, {
    ...(authority !== undefined && { authority }),
    ...(hash !== undefined && { head: hash }),
  });
  const event = { action: 'AuditVerify', outcome: 'done', actor: actorName(as) } as const;
  await recordDeploymentEvent(service.database, event, instantOf(new Date()), newId);
  return verified;
}

function inWords({ events, sealed, unsealed, head, firstBroken, brokenChain, reason, chains }: VerifiedAudit): string {
  return [
    ...chains.map(
      (chain) => `${chain.chain}: ${chain.batches} batches, ${chain.events} events, head ${chain.head ?? 'none'}`,
    ),
    `${events} events: ${sealed} sealed, ${unsealed} not yet. Head ${head ?? 'none'}.`,
    firstBroken === null
      ? 'Everything that is sealed is whole.'
      : `Broken: ${brokenChain ?? ''} batch ${firstBroken}: ${reason ?? ''}.`,
  ].join('\n');
}

interface ExportArguments {
  authority?: string;
  deployment: boolean;
  out: string;
  as?: string;
  json: boolean;
}

export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('the record of who looked at what');
  audit
    .command('seal')
    .description('seal what is new; the worker does it every minute, and it is safe to repeat')
    .option('--json', 'print one JSON document', false)
    .action(async (options: { json: boolean }) => {
      const sealed = await withService((service) =>
        sealEverything(service.database, (error) => {
          throw error;
        }),
      );
      answer(sealed, options.json, () => `${sealed.events} events sealed in ${sealed.batches} batches.`);
    });
  audit
    .command('export')
    .description('write a chain of the audit with its seals to a file, for scripts/verify-audit.mjs; opaque ids only')
    .option('--authority <gss>', 'the chain of this authority')
    .option('--deployment', 'the chain of what belongs to no authority', false)
    .requiredOption('--out <file>', 'the file')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(async (options: ExportArguments) => {
      if ((options.authority !== undefined) === options.deployment)
        throw usage('Give either --authority or --deployment.');
      const exported = await withService((service) => exportTo(service, options));
      say(`Written to ${options.out}.`);
      answer(
        { out: options.out, ...exported },
        options.json,
        () =>
          `${exported.batches} batches, ${exported.events} events, ${exported.unsealed} of them not yet sealed. Head ${exported.head ?? 'none'}.`,
      );
    });
}

async function exportTo(service: Service, { authority, out, as }: ExportArguments) {
  const actor = actorName(as);
  const code = authority === undefined ? null : await requireAuthority(service, authority);
  const file = (await openPrivateFile(out)).createWriteStream();
  const done = finished(file).catch(() => {
    throw cannotWrite(out);
  });
  const write = async (line: string) => {
    if (!file.write(`${line}\n`)) await Promise.race([once(file, 'drain'), done]);
  };
  const work =
    code === null
      ? exportDeployment(service.database, actor, write, newId)
      : exportAudit(service.database, systemContext(code, actor), write, newId);
  const [exported] = await Promise.all([work.finally(() => file.end()), done]);
  return exported;
}
