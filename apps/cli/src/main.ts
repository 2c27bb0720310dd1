import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { UnsafeLoginError } from '#access';
import { describeDatabaseFault } from '#persistence';
import { EmbeddedPostgresError, SettingsError } from '#platform';
import { addAuditCommand, addVerifyCommand } from './audit.command.js';
import { addAccountCommand } from './account.command.js';
import { addClocksCommand } from './clocks.command.js';
import { say } from './command-context.js';
import { addDeadlinesCommand } from './deadlines.command.js';
import { CommandFailure, exitCodes } from './failure.js';
import { addImportCommand } from './import.command.js';
import { addKeyCommand } from './key.command.js';
import { addMigrateCommand } from './migrate.command.js';
import { addNotificationsCommand } from './notifications.command.js';
import { addReconcileCommand } from './reconcile.command.js';
import { addReportCommand } from './report.command.js';
import { addReturnsCommand } from './returns.command.js';
import { addSeedCommand } from './seed.command.js';
import { addStartCommand } from './start.command.js';
import { addSubjectAccessCommand } from './subject-access.command.js';
import { addWorklistCommand } from './worklist.command.js';

function createProgram(): Command {
  // Options after a subcommand are its own, also where the command above it knows one of the same name.
  const program = new Command('homeward')
    .enablePositionalOptions()
    .description(
      'Was every missing child offered an interview, in time, by someone independent, and did it change anything?',
    );
  addStartCommand(program);
  addMigrateCommand(program);
  addSeedCommand(program);
  addImportCommand(program);
  addNotificationsCommand(program);
  addReconcileCommand(program);
  addWorklistCommand(program);
  addDeadlinesCommand(program);
  addReportCommand(program);
  addReturnsCommand(program);
  addClocksCommand(program);
  addKeyCommand(program);
  addVerifyCommand(program);
  addAuditCommand(program);
  addAccountCommand(program);
  addSubjectAccessCommand(program);
  return exitByException(program);
}

/** Wrong usage ends with 2, whichever subcommand notices it. */
function exitByException(command: Command): Command {
  command.exitOverride();
  command.commands.forEach((each) => exitByException(each));
  return command;
}

/** One sentence on standard error, and the exit code of the command line's contract. */
function fail(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CommandFailure) {
    say(error.message);
    return error.exitCode;
  }
  if (error instanceof SettingsError || error instanceof EmbeddedPostgresError || error instanceof UnsafeLoginError) {
    say(error.message);
    return exitCodes.failed;
  }
  say(
    describeDatabaseFault(error) ??
      `The command failed: ${error instanceof Error ? error.message : 'for a reason that is not known'}`,
  );
  return exitCodes.failed;
}

// `homeward … | head` closes the pipe early: that is the reader's choice and no fault.
process.stdout.on('error', () => process.exit());

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}
