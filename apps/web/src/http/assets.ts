import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { maceReportStyles } from '#reports';
import { projectPath } from '#platform';

type Encoding = 'br' | 'gzip' | 'identity';

/** A file that pages load. Its address holds a hash of its content, so it may be kept for ever. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  /** The bytes in an encoding that the browser takes, compressed once. */
  readonly encoded: (accepted: string | undefined) => Promise<{ encoding: Encoding; bytes: Buffer }>;
}

const require = createRequire(import.meta.url);

export const assets = {
  frontend: asset('govuk-frontend', 'css', 'text/css; charset=utf-8', frontendStyles()),
  homeward: asset('homeward', 'css', 'text/css; charset=utf-8', `${ownFile('homeward.css')}\n${maceReportStyles()}`),
  idleWarning: asset('idle-warning', 'js', 'text/javascript; charset=utf-8', ownFile('idle-warning.js')),
  changingList: asset('changing-list', 'js', 'text/javascript; charset=utf-8', ownFile('changing-list.js')),
  icon: asset('icon', 'svg', 'image/svg+xml', ownFile('icon.svg')),
} as const;

const byAddress = new Map(Object.values(assets).map((each) => [each.address, each]));

export function findAsset(name: string): Asset | null {
  return byAddress.get(`/assets/${name}`) ?? null;
}

/** GOV.UK Frontend without the typeface and the crest, which are for GOV.UK alone. */
function frontendStyles(): string {
  return readFileSync(require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/"?GDS Transport"?,arial/g, 'Arial,Helvetica')
    .replaceAll(/url\(\/assets\/[^)]*\)/g, 'none')
    .replace(/\/\*# sourceMappingURL=.*\*\//, '');
}

function ownFile(name: string): string {
  return readFileSync(projectPath('apps', 'web', 'assets', name), 'utf8');
}

function asset(name: string, ending: string, type: string, text: string): Asset {
  const plain = Buffer.from(text);
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 16);
  const compressed = new Map<Encoding, Promise<Buffer>>();
  const bytesIn = (encoding: Encoding): Promise<Buffer> => {
    const bytes = compressed.get(encoding) ?? compress(plain, encoding);
    compressed.set(encoding, bytes);
    return bytes;
  };
  return {
    address: `/assets/${name}-${hash}.${ending}`,
    type,
    async encoded(accepted) {
      const encoding = bestEncoding(accepted);
      return { encoding, bytes: await bytesIn(encoding) };
    },
  };
}

function compress(plain: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return promisify(brotliCompress)(plain);
  return encoding === 'gzip' ? promisify(gzip)(plain) : Promise.resolve(plain);
}

function bestEncoding(accepted = ''): Encoding {
  const known = accepted.split(',').map((part) => part.replaceAll(' ', '').toLowerCase());
  return (['br', 'gzip'] as const).find((encoding) => known.includes(encoding)) ?? 'identity';
}
