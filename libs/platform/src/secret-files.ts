import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that hold a secret: each may be given as `NAME_FILE` too, the path of a file whose content it is. */
export const secretNames = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'HOMEWARD_SECRET_KEY',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
  'NOTIFY_API_KEY',
] as const;

/** The environment with the content of the named files in it, and a line for each fault; none of them tells a value. */
export function withSecretFiles(environment: Environment): {
  readonly environment: Environment;
  readonly faults: readonly string[];
} {
  const read = secretNames.map((name) => readOne(environment, name));
  return {
    environment: { ...environment, ...Object.fromEntries(read.flatMap(({ found }) => (found ? [found] : []))) },
    faults: read.flatMap(({ fault }) => fault ?? []),
  };
}

interface Read {
  readonly found?: readonly [string, string];
  readonly fault?: string;
}

function readOne(environment: Environment, name: string): Read {
  const path = environment[`${name}_FILE`]?.trim() ?? '';
  if (path === '') return {};
  if ((environment[name]?.trim() ?? '') !== '')
    return { fault: `Setting ${name} is given twice, by itself and by ${name}_FILE; keep one of them.` };
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === '' ? { fault: `Setting ${name}_FILE names a file that is empty.` } : { found: [name, text] };
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    return { fault: `Setting ${name}_FILE names a file that cannot be read (${code}).` };
  }
}
