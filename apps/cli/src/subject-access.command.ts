import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { packFileName, readSubjectAccessPack, renderPackHtml, renderPackJson } from '#exports';
import type { SubjectAccessPack } from '#exports';
import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { actorName, authorityContext, requireAuthority, say, withService } from './command-context.js';
import { CommandFailure, usage } from './failure.js';
import { cannotWrite, openPrivateFile } from './private-file.js';

interface SubjectAccessArguments {
  authority: string;
  child: string;
  out: string;
  format: string;
  as?: string;
  json: boolean;
}

export function addSubjectAccessCommand(program: Command): void {
  program
    .command('subject-access')
    .description('everything that is held on one child, with what concerns third parties marked')
    .requiredOption('--authority <gss>', 'GSS code of the authority, such as E09000029')
    .requiredOption('--child <id>', 'the opaque id of the record, or the council’s child ID')
    .requiredOption('--out <path>', 'write to this file, or into this folder')
    .option('--format <format>', 'html or json', 'html')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document as well', false)
    .action(runSubjectAccess);
}

async function runSubjectAccess(options: SubjectAccessArguments): Promise<void> {
  const { format } = options;
  if (format !== 'html' && format !== 'json') throw usage(`--format ${format} is not one of html, json.`);
  const pack = await withService(async (service) => {
    const authority = await requireAuthority(service, options.authority);
    return findPack(service, authorityContext(authority, actorName(options.as)), options.child);
  });
  const path = await pathFor(options.out, packFileName(pack, format));
  const rendered = format === 'html' ? renderPackHtml(pack) : renderPackJson(pack);
  const file = await openPrivateFile(path);
  await file
    .writeFile(rendered)
    .catch(() => {
      throw cannotWrite(path);
    })
    .finally(() => file.close());
  say(`Written to ${path}. ${pack.marked} parts are marked for redaction.`);
  if (options.json) process.stdout.write(renderPackJson(pack));
}

async function findPack(
  { database, lists }: Service,
  context: TransactionContext,
  child: string,
): Promise<SubjectAccessPack> {
  const [known] = await inTransaction(database, context, (tx) =>
    tx.query<{ child_id: string }>(
      'SELECT child_id FROM child_identity WHERE authority = $1 AND (child_id::text = lower($2) OR council_child_id = $2)',
      [context.authority, child],
    ),
  );
  const pack = known && (await readSubjectAccessPack(database, lists, context, known.child_id));
  if (!pack)
    throw new CommandFailure(
      'There is no such child, or the record is restricted; a restricted one is read on pages only.',
    );
  return pack;
}

async function pathFor(out: string, name: string): Promise<string> {
  const isFolder = await stat(out).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(out, name) : out;
}
