import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuthorityCode } from '#domain/kernel';
import type { ChainName } from './chain.js';

/** An event as it is sealed: every column by its name, and the children it touched, in order. */
export interface SealedEvent extends Readonly<Record<string, string | number | null | readonly string[]>> {
  readonly id: string;
  readonly children: readonly string[];
}

/** How far the chain of an authority had come. */
export interface ChainHead {
  readonly authority: AuthorityCode;
  readonly number: number;
  readonly hash: string;
}

/** One batch of a chain. Moments are texts in UTC with six decimals; hashes are hexadecimal. */
export interface Seal {
  readonly chain: ChainName;
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  readonly format: number;
  /** The hash of the batch before; null for the first. */
  readonly previous: string | null;
  readonly hash: string;
  readonly sealedAt: string;
  /** No event that is missing from this batch and those before it was written earlier than this; null where not known. */
  readonly completeBefore: string | null;
  /** The number that the next transaction was to have when the batch was made. */
  readonly nextXid: string;
  readonly count: number;
  /** The ids of the events, in the order in which they are sealed. */
  readonly events: readonly string[];
  /** In the deployment's chain: how far each authority's had come. */
  readonly heads: readonly ChainHead[];
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Hash of a value in the one form that RFC 8785 gives it. */
function hashOf(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new Error('There is no JSON for this value.');
  return sha256(json);
}

/** The hash of a batch: over all that it says of itself, and over each event as it stands. See docs/audit.md. */
export function hashOfSeal(seal: Omit<Seal, 'hash'>, events: ReadonlyMap<string, SealedEvent>): string {
  const { chain, number, format, previous, sealedAt, completeBefore, nextXid, count, heads } = seal;
  return hashOf({
    ...{ chain, number, format, previous, sealedAt, completeBefore, nextXid, count, heads },
    events: seal.events.map((id) => [id, hashOf(events.get(id) ?? null)]),
  });
}
