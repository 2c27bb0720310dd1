import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { parseReportingMonth } from '#domain/time';
import { keepHeapSmall } from '#platform';
import type { Service } from '#service';
import { ReturnRefused, returnFormats } from '#submissions';
import type { ReceivedReturn, SubmissionResult } from '#submissions';
import { actorName, answer, readInstant, refuseFuture, say, withService } from './command-context.js';
import { CommandFailure, exitCodes, usage } from './failure.js';
import { progressBar } from './progress-bar.js';
import { findingLines, readReceivedFile } from './received-file.js';

interface ImportArguments {
  authority: string;
  provider: string;
  period?: string;
  format?: string;
  at?: string;
  dryRun: boolean;
  findings?: string;
  as?: string;
  json: boolean;
}

export function addImportCommand(program: Command): void {
  program
    .command('import <file...>')
    .description('take in provider returns, format 1')
    .requiredOption('--authority <gss>', 'GSS code of the authority, such as E09000029')
    .requiredOption('--provider <code>', 'code of the provider that sends')
    .option('--period <month>', 'the month that the return is for, YYYY-MM')
    .option('--format <format>', `${returnFormats.join(' or ')}; otherwise told from the content`)
    .option('--at <instant>', 'judge as at this instant')
    .option('--dry-run', 'say what would happen, and change nothing', false)
    .option('--findings <out.csv>', 'write the findings to a file')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(runImport);
}

async function runImport(files: string[], options: ImportArguments): Promise<void> {
  if (options.period !== undefined && parseReportingMonth(options.period) === null)
    throw usage(`--period ${options.period} is not a month; write it as 2025-10.`);
  const format = readFormat(options.format);
  const at = readInstant('at', options.at);
  keepHeapSmall();
  await withService(async (service) => {
    await refuseFuture(service, at);
    const outcomes: Outcome[] = [];
    for (const file of files) outcomes.push(await takeInFile(service, file, { ...options, format, at }));
    const taken = outcomes.flatMap((outcome) => ('error' in outcome ? [] : [outcome]));
    const refused = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome] : []));
    const [alone] = refused;
    if (alone && files.length === 1) throw new CommandFailure(alone.error);
    if (options.findings !== undefined) await writeFindings(options.findings, taken);
    refused.forEach(({ error }) => say(error));
    if (taken.length > 0 || options.json)
      answer(files.length === 1 ? taken[0] : outcomes, options.json, () =>
        taken.map((result) => inWords(result, options.dryRun)).join('\n'),
      );
    if (refused.length > 0) process.exitCode = exitCodes.failed;
    else if (taken.some(({ held }) => held > 0)) process.exitCode = exitCodes.held;
  });
}

/** What became of one of the files: taken in, or refused whole with a sentence that says why. */
type TakenFile = { readonly file: string } & SubmissionResult;
type Outcome = TakenFile | { readonly file: string; readonly error: string };

interface Taking extends Omit<ImportArguments, 'format' | 'at'> {
  readonly format: ReceivedReturn['format'];
  readonly at: ReceivedReturn['at'];
}

/** Takes one file in, or says why not: the others go on. */
async function takeInFile(service: Service, file: string, options: Taking): Promise<Outcome> {
  try {
    const received = {
      authority: options.authority,
      providerCode: options.provider,
      period: options.period ?? null,
      format: options.format,
      bytes: await readReceivedFile(file, 'return'),
      at: options.at,
      actorName: actorName(options.as),
      personId: null,
      requestId: null,
    };
    return { file, ...(await takeIn(service, received, options.dryRun)) };
  } catch (error) {
    if (error instanceof ReturnRefused) return { file, error: `${file}: ${error.message}` };
    if (error instanceof CommandFailure) return { file, error: error.message };
    throw error;
  }
}

function readFormat(text: string | undefined): ReceivedReturn['format'] {
  if (text === undefined) return null;
  const format = returnFormats.find((known) => known === text);
  if (format === undefined) throw usage(`--format ${text} is not one of ${returnFormats.join(', ')}.`);
  return format;
}

async function takeIn(service: Service, received: ReceivedReturn, isRehearsal: boolean): Promise<SubmissionResult> {
  if (isRehearsal) return service.returns.rehearse(received);
  const bar = progressBar(process.stderr);
  try {
    return await service.returns.receive(received, (done, of) => bar.show(done, of));
  } finally {
    bar.hide();
  }
}

async function writeFindings(path: string, results: readonly SubmissionResult[]): Promise<void> {
  const columns = ['code', 'severity', 'row', 'ref', 'column', 'message', 'value'];
  await writeFile(
    path,
    stringify(
      results.flatMap(({ findings }) => findings),
      { header: true, columns, escape_formulas: true, bom: true },
    ),
  );
  say(`Findings written to ${path}.`);
}

function inWords({ file, ...result }: TakenFile, isRehearsal: boolean): string {
  const counts = (['new', 'changed', 'same', 'held', 'refused'] as const)
    .map((outcome) => `${result[outcome]} ${outcome}`)
    .join(', ');
  return [
    `${file}: ${isRehearsal ? 'would take ' : ''}${result.rows} rows: ${counts}.`,
    ...findingLines(result.findings),
  ].join('\n');
}
