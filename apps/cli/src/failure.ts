/** How a command ends (interfaces, section 2). */
export const exitCodes = { done: 0, failed: 1, usage: 2, held: 3 } as const;

/** A command that cannot go on: one sentence for the person, and how the process ends. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(
    message: string,
    readonly exitCode: number = exitCodes.failed,
  ) {
    super(message);
  }
}

export function usage(message: string): CommandFailure {
  return new CommandFailure(message, exitCodes.usage);
}
