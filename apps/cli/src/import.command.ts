import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { parseReportingMonth } from '#domain/time';
import type { Service } from '#service';
import { ReturnRefused, returnFormats } from '#submissions';
import type { ReceivedReturn, SubmissionResult } from '#submissions';
import { actorName, answer, readInstant, refuseFuture, say, withService } from './command-context.js';
import { CommandFailure, exitCodes, usage } from './failure.js';

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
  await withService(async (service) => {
    await refuseFuture(service, at);
    const results: SubmissionResult[] = [];
    for (const file of files) {
      const received = {
        authority: options.authority,
        providerCode: options.provider,
        period: options.period ?? null,
        format,
        bytes: await readReturn(file),
        at,
        actorName: actorName(options.as),
        personId: null,
        requestId: null,
      };
      results.push(await takeIn(service, file, received, options.dryRun));
    }
    if (options.findings !== undefined) await writeFindings(options.findings, results);
    const [first] = results;
    answer(files.length === 1 ? first : results, options.json, () =>
      results.map((result, index) => inWords(files[index] ?? '', result, options.dryRun)).join('\n'),
    );
    if (results.some(({ held }) => held > 0)) process.exitCode = exitCodes.held;
  });
}

function readFormat(text: string | undefined): ReceivedReturn['format'] {
  if (text === undefined) return null;
  const format = returnFormats.find((known) => known === text);
  if (format === undefined) throw usage(`--format ${text} is not one of ${returnFormats.join(', ')}.`);
  return format;
}

async function readReturn(file: string): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size > 64 * 1024 * 1024)
      throw new CommandFailure(
        `${file}: the file is far larger than the 20 MB that a return may have; send it in parts.`,
      );
    return await readFile(file);
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`${file}: the file cannot be read; check its name and your right to read it.`);
  }
}

async function takeIn(
  service: Service,
  file: string,
  received: ReceivedReturn,
  isRehearsal: boolean,
): Promise<SubmissionResult> {
  try {
    if (isRehearsal) return await service.returns.rehearse(received);
    return await service.returns.receive(
      received,
      (done, of) =>
        process.stderr.isTTY && process.stderr.write(`\r${file}: ${done} of ${of} rows${done === of ? '\n' : ''}`),
    );
  } catch (error) {
    throw error instanceof ReturnRefused ? new CommandFailure(`${file}: ${error.message}`) : error;
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

function inWords(file: string, result: SubmissionResult, isRehearsal: boolean): string {
  const counts = (['new', 'changed', 'same', 'held', 'refused'] as const)
    .map((outcome) => `${result[outcome]} ${outcome}`)
    .join(', ');
  const lines = result.findings.map(
    ({ severity, row, ref, column, code, message }) =>
      `  ${row === null ? 'file' : `row ${row}`} ${ref ?? ''} ${column ?? ''} ${severity} ${code}: ${message}`,
  );
  return [`${file}: ${isRehearsal ? 'would take ' : ''}${result.rows} rows: ${counts}.`, ...lines].join('\n');
}
