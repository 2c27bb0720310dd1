import { SettingsError, readSettings } from '#platform';

/** What is wrong with settings: a line for each fault, none where they are taken. */
export function faultsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}
