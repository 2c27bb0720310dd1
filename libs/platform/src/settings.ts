import 'reflect-metadata';
import { isIP } from 'node:net';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateBy, validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { withSecretFiles } from './secret-files.js';
import type { Environment } from './secret-files.js';

export const roles = ['web', 'worker'] as const;
export type Role = (typeof roles)[number];

/** Plain http is for this machine alone. */
const loopback = '127\\.0\\.0\\.1|localhost';
const publicAddress = new RegExp(`^(https://[^\\s/?#@]+|http://(${loopback})(:\\d+)?)/?$`);
const issuerAddress = new RegExp(`^(https://[^\\s/?#@]+|http://(${loopback})(:\\d+)?)(/[^\\s?#]*)?$`);

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

  /** The key that seals the second factors of local accounts; without it nobody signs in but to a demonstration. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'must be 32 random bytes in base64, as from openssl rand -base64 32' })
  HOMEWARD_SECRET_KEY?: string;

  /** The address under which people reach the service; an issuer sends them back to it. */
  @IsOptional()
  @Matches(publicAddress, { message: 'must be an https address without a path, such as https://homeward.example' })
  PUBLIC_URL?: string;

  @IsOptional()
  @Matches(issuerAddress, { message: 'must be the https address of an OpenID Connect issuer' })
  OIDC_ISSUER?: string;

  @IsOptional()
  @Matches(/^\S+$/, { message: 'must be the client id that the issuer gave' })
  OIDC_CLIENT_ID?: string;

  @IsOptional()
  @Matches(/^\S+$/, { message: 'must be the client secret that the issuer gave' })
  OIDC_CLIENT_SECRET?: string;

  /** The tenant that people must come from (the claim `tid` of Entra ID). */
  @IsOptional()
  @Matches(/^[0-9A-Za-z._-]+$/, { message: 'must be the id of a tenant' })
  OIDC_TENANT?: string;

  /** The mail server that messages go out by. */
  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s/]+\/?$/, {
    message: 'must be the address of a mail server such as smtp://login:secret@host:587',
  })
  SMTP_URL?: string;

  /** Who messages come from. */
  @IsOptional()
  @Matches(/^([^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
    message: 'must be an e-mail address such as homeward@council.example, or a name with one in angle brackets',
  })
  MAIL_FROM?: string;

  @IsOptional()
  @Matches(/[0-9a-f-]{36}-[0-9a-f-]{36}$/i, { message: 'must be a key of GOV.UK Notify' })
  NOTIFY_API_KEY?: string;

  @IsOptional()
  @Matches(/^[0-9a-f-]{36}$/i, { message: 'must be the id of a template of GOV.UK Notify' })
  NOTIFY_TEMPLATE_ID?: string;

  /** Another address than that of GOV.UK Notify itself. */
  @IsOptional()
  @Matches(issuerAddress, { message: 'must be the https address of GOV.UK Notify' })
  NOTIFY_URL?: string;
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

/** Every setting there is. Those that hold a secret may be given as `NAME_FILE` too. */
export const settingNames = [
  'PORT',
  'METRICS_PORT',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'HOMEWARD_DATA_DIR',
  'HOMEWARD_ROLES',
  'TRUSTED_PROXIES',
  'HOMEWARD_SECRET_KEY',
  'PUBLIC_URL',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_TENANT',
  'SMTP_URL',
  'MAIL_FROM',
  'NOTIFY_API_KEY',
  'NOTIFY_TEMPLATE_ID',
  'NOTIFY_URL',
] as const;
type Name = (typeof settingNames)[number];

const numbers: readonly Name[] = ['PORT', 'METRICS_PORT'];
const lists: readonly Name[] = ['HOMEWARD_ROLES', 'TRUSTED_PROXIES'];

/** Reads the settings from the environment and the files that it names; blank counts as not set. */
export function readSettings(given: Environment): Settings {
  const { environment, faults } = withSecretFiles(given);
  const values = settingNames.flatMap((name): [string, unknown][] => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') return [];
    if (numbers.includes(name)) return [[name, Number(value)]];
    return [[name, lists.includes(name) ? value.split(',').map((part) => part.trim()) : value]];
  });
  const settings = plainToInstance(Settings, Object.fromEntries(values));
  const all = [...faults, ...validateSync(settings).map(faultLine), ...missing(settings)];
  if (all.length > 0) throw new SettingsError(all);
  return settings;
}

/** What each of these cannot do without. A message leads back to the service, so its address is needed too. */
const needed: readonly (readonly [name: Name, needs: readonly Name[]])[] = [
  ['OIDC_ISSUER', ['OIDC_CLIENT_ID', 'PUBLIC_URL']],
  ['SMTP_URL', ['MAIL_FROM', 'PUBLIC_URL']],
  ['NOTIFY_API_KEY', ['NOTIFY_TEMPLATE_ID', 'PUBLIC_URL']],
];

function missing(settings: Settings): readonly string[] {
  return needed.flatMap(([name, needs]) =>
    settings[name] === undefined
      ? []
      : needs.filter((each) => settings[each] === undefined).map((each) => `Setting ${each} is needed with ${name}.`),
  );
}

function faultLine(error: ValidationError): string {
  return `Setting ${error.property} ${Object.values(error.constraints ?? {})[0] ?? 'is wrong'}.`;
}
