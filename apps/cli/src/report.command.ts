import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { reportAudiences } from '#domain/reports';
import { ReportRefused, obtainMaceReport, renderMaceReportHtml } from '#reports';
import type { ReportRequest, StoredReport } from '#reports';
import {
  actorName,
  authorityContext,
  readInstant,
  readMonth,
  requireAuthority,
  say,
  withService,
} from './command-context.js';
import { CommandFailure, usage } from './failure.js';
import { addReportCheckCommand } from './report-check.command.js';
import { addThresholdCommand } from './report-threshold.command.js';

interface ReportArguments {
  authority: string;
  month?: string;
  from?: string;
  to?: string;
  audience: string;
  cutOff?: string;
  rebuild: boolean;
  format: string;
  out?: string;
  as?: string;
  json: boolean;
}

export function addReportCommand(program: Command): void {
  const reports = program.command('report').description('reports');
  addReportCheckCommand(reports);
  addThresholdCommand(reports);
  reports
    .command('mace')
    .description('the report to the multi-agency child exploitation sub-group')
    .requiredOption('--authority <gss>', 'GSS code of the authority, such as E09000029')
    .option('--month <month>', 'the month, YYYY-MM')
    .option('--from <month>', 'first month of a longer period')
    .option('--to <month>', 'last month of a longer period, included')
    .option('--audience <audience>', reportAudiences.join(', '), 'mace')
    .option('--cut-off <instant>', 'count what had happened by this instant; now, unless given')
    .option('--rebuild', 'make the next numbered build', false)
    .option('--format <format>', 'json or html', 'json')
    .option('--out <path>', 'write to a file')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(runReport);
}

async function runReport(options: ReportArguments): Promise<void> {
  const request = readRequest(options);
  const format = options.json ? 'json' : options.format;
  if (format !== 'json' && format !== 'html') throw usage(`--format ${format} is not one of json, html.`);
  const stored = await withService(async (service): Promise<StoredReport> => {
    const authority = await requireAuthority(service, options.authority);
    return obtainMaceReport(
      service.database,
      service.lists,
      authorityContext(authority, actorName(options.as)),
      request,
    ).catch((error: unknown) => {
      throw error instanceof ReportRefused ? new CommandFailure(error.message) : error;
    });
  });
  const rendered = format === 'json' ? `${stored.json}\n` : renderMaceReportHtml(stored.report);
  if (options.out === undefined) {
    process.stdout.write(rendered);
    return;
  }
  await writeFile(options.out, rendered).catch(() => {
    throw new CommandFailure(
      `${options.out ?? ''}: the report cannot be written there; check the folder and the space left.`,
    );
  });
  say(`Written to ${options.out}.`);
  if (options.json) process.stdout.write(rendered);
}

function readRequest(options: ReportArguments): ReportRequest {
  const [from, to] = [options.from ?? options.month, options.to ?? options.month];
  if (from === undefined || to === undefined) throw usage('Give --month, or both --from and --to.');
  if (options.month !== undefined && (options.from !== undefined || options.to !== undefined))
    throw usage('Give either --month, or --from and --to, not both.');
  const [first, last] = [readMonth('from', from), readMonth('to', to)];
  if (first.toString() > last.toString()) throw usage('--from lies after --to.');
  return {
    first,
    last,
    audience: readAudience(options.audience),
    cutOff: readInstant('cut-off', options.cutOff),
    rebuild: options.rebuild,
  };
}

function readAudience(text: string): ReportRequest['audience'] {
  const audience = reportAudiences.find((known) => known === text);
  if (audience === undefined) throw usage(`--audience ${text} is not one of ${reportAudiences.join(', ')}.`);
  return audience;
}
