import type { WorkbookLimits } from './limits.js';
import { unpack } from './unpack.js';
import { damaged, tooLarge } from './workbook-refused.js';
import { attributesOf, XmlTokens } from './xml-tokens.js';
import type { XmlToken } from './xml-tokens.js';
import type { ZipEntry } from './zip-entry.js';

/** A relationship of one part of a workbook to another, or to something outside. */
export interface Relationship {
  readonly id: string;
  /** The last step of its type, such as `worksheet`. */
  readonly type: string;
  /** The part it leads to, in lower case; null when it leads outside. */
  readonly part: string | null;
}

/** The parts of a workbook. Their names are compared without case, as the format has it. */
export class PackageParts {
  private readonly byName: ReadonlyMap<string, ZipEntry>;
  private readonly deadline: number;

  constructor(
    readonly bytes: Buffer,
    readonly entries: readonly ZipEntry[],
    readonly limits: WorkbookLimits,
  ) {
    this.byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
    this.deadline = performance.now() + limits.milliseconds;
  }

  find(name: string): ZipEntry | null {
    return this.byName.get(name.toLowerCase()) ?? null;
  }

  /** Reads a part token by token. Between pieces other work has its turn; `onPiece` is told of each, to hand on what it made. */
  async *read<Made>(
    entry: ZipEntry,
    take: (token: XmlToken) => void,
    onPiece: () => readonly Made[],
  ): AsyncGenerator<Made, void, undefined> {
    const tokens = new XmlTokens(this.limits.cellCharacters * 6, take);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const piece of unpack(this.bytes, entry)) {
      if (performance.now() > this.deadline) throw tooLarge('takes too long to read');
      tokens.write(decode(decoder, piece));
      yield* onPiece();
    }
    tokens.write(decode(decoder, null));
    tokens.end();
    yield* onPiece();
  }

  /** Reads a part that is wanted for its opening tags alone. */
  async readTags(
    entry: ZipEntry,
    take: (name: string, attributes: ReadonlyMap<string, string>) => void,
  ): Promise<void> {
    const eachTag = ({ kind, name, raw }: XmlToken) => {
      if (kind === 'open') take(name, attributesOf(raw));
    };
    await this.readWhole(entry, eachTag);
  }

  async readWhole(entry: ZipEntry, take: (token: XmlToken) => void): Promise<void> {
    await this.read(entry, take, () => []).next();
  }

  /** The relationships of a part; of the workbook as a whole for the empty name. */
  async relationshipsOf(part: string): Promise<readonly Relationship[]> {
    const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(part) ?? [];
    const entry = this.find(`${folder}_rels/${file}.rels`);
    const found: Relationship[] = [];
    if (entry === null) return found;
    await this.readTags(entry, (name, attributes) => {
      if (name !== 'Relationship') return;
      found.push({
        id: attributes.get('Id') ?? '',
        type: /[^/]*$/.exec(attributes.get('Type') ?? '')?.[0] ?? '',
        part: attributes.get('TargetMode') === 'External' ? null : resolve(folder, attributes.get('Target') ?? ''),
      });
    });
    return found;
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, piece: Buffer | null): string {
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw damaged('its XML is not UTF-8');
  }
}

/** A target is told from the folder of the part that names it, or from the root. */
function resolve(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/').toLowerCase();
}
