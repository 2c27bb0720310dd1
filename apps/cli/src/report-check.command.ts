import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Recovery } from '#domain/disclosure';
import { checkReport } from '#reports';
import { answer } from './command-context.js';
import { CommandFailure, exitCodes, usage } from './failure.js';

/** Needs neither a database nor the service: whoever holds a published report can try it. */
export function addReportCheckCommand(reports: Command): void {
  reports
    .command('check')
    .description('try to recover every suppressed count of a report from its JSON')
    .argument('<file>', 'the JSON of a report')
    .option('--json', 'print one JSON document', false)
    .action(runCheck);
}

async function runCheck(file: string, { json }: { readonly json: boolean }): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandFailure(`${file}: the file cannot be read; check its name and your rights.`);
  });
  const check = await checkReport(text);
  if (check.kind === 'no-report')
    throw usage(`${file} is not a report: it does not follow the published schema of the report’s JSON.`);
  if (check.kind === 'not-told')
    throw new CommandFailure(`${file}: whether its hidden counts can be worked out could not be told. ${check.why}`);
  answer(check.recovery, json, () => inWords(check.recovery));
  if (check.recovery.pinned.length > 0) process.exitCode = exitCodes.failed;
}

function inWords({ hidden, pinned, narrowest }: Recovery): string {
  if (narrowest === null) return 'Nothing is hidden in this report.';
  const number = hidden.toLocaleString('en-GB');
  if (pinned.length === 0)
    return `${number} counts are hidden. None can be worked out; each can still be one of ${narrowest + 1} numbers or more.`;
  return [`${number} counts are hidden. ${pinned.length} can be worked out:`, ...pinned.map((at) => `  ${at}`)].join(
    '\n',
  );
}
