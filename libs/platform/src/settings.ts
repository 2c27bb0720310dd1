import 'reflect-metadata';
import { isIP } from 'node:net';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateBy, validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { withSecretFiles } from './secret-files.js';
import type { Environment } from './secret-files.js';

export const roles = ['web', 'worker'] as const;
export type Role = (typeof roles)[number];

/** Every setting of the service, read and checked in this one place. */
export class Settings {
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be a port number, 0 to 65535' })
  @Max(65_535, { message: 'must be a port number, 0 to 65535' })
  PORT = 3000;

  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be a port number, 1 to 65535' })
  @Max(65_535, { message: 'must be a port number, 1 to 65535' })
  METRICS_PORT?: number;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'must be a PostgreSQL address such as postgresql://login:secret@host:5432/homeward',
  })
  DATABASE_URL?: string;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'must be a PostgreSQL address such as postgresql://owner:secret@host:5432/homeward',
  })
  DATABASE_OWNER_URL?: string;

  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: 'must be a Redis address such as redis://host:6379' })
  REDIS_URL?: string;

  @ValidateBy({
    name: 'isDataDirectory',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && value !== '' && !value.includes('\0'),
      defaultMessage: () => 'must be the path of a folder',
    },
  })
  HOMEWARD_DATA_DIR = '.data';

  @IsIn(roles, { each: true, message: `must be one or more of ${roles.join(', ')}, separated by commas` })
  HOMEWARD_ROLES: Role[] = [...roles];

  @ValidateBy({
    name: 'isNetwork',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && value.every(isNetwork),
      defaultMessage: () => 'must be addresses or networks such as 10.0.0.5 or 10.0.0.0/24, separated by commas',
    },
  })
  TRUSTED_PROXIES: string[] = [];
}

/** An address, or a network by its first address and the length of its prefix. */
function isNetwork(text: unknown): boolean {
  const [address = '', length, ...more] = String(text).split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128));
}

/** One or more settings are wrong: a line for each, naming the setting and never its value. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'SettingsError';
  }
}

const names = [
  'PORT',
  'METRICS_PORT',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'HOMEWARD_DATA_DIR',
  'HOMEWARD_ROLES',
  'TRUSTED_PROXIES',
] as const;
type Name = (typeof names)[number];

const numbers: readonly Name[] = ['PORT', 'METRICS_PORT'];
const lists: readonly Name[] = ['HOMEWARD_ROLES', 'TRUSTED_PROXIES'];

/** Reads the settings from the environment and the files that it names; blank counts as not set. */
export function readSettings(given: Environment): Settings {
  const { environment, faults } = withSecretFiles(given);
  const values = names.flatMap((name): [string, unknown][] => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') return [];
    if (numbers.includes(name)) return [[name, Number(value)]];
    return [[name, lists.includes(name) ? value.split(',').map((part) => part.trim()) : value]];
  });
  const settings = plainToInstance(Settings, Object.fromEntries(values));
  const all = [...faults, ...validateSync(settings).map(faultLine)];
  if (all.length > 0) throw new SettingsError(all);
  return settings;
}

function faultLine(error: ValidationError): string {
  return `Setting ${error.property} ${Object.values(error.constraints ?? {})[0] ?? 'is wrong'}.`;
}
