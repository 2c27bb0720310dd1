import { createHash } from 'node:crypto';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { findSeenEpisode, readEpisode } from '#casework';
import type { EpisodeDocument, SeenEpisode } from '#casework';
import { asViewer } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import type { Service } from '#service';
import type { Acting } from '../http/acting.js';
import { Problem } from '../http/problem.js';

/** An episode as one caller is shown it, and as they have to know it before they change it. */
export interface EpisodeView {
  readonly id: string;
  readonly context: TransactionContext;
}

/** How far who asks sees an episode: people by the child's record, machines as far as their own returns go. */
export function viewOf(acting: Acting, id: string): EpisodeView {
  const context = acting.who.kind === 'person' ? acting.to('child.read') : acting.find('return.read');
  if (!context) throw new Problem('not-permitted', 'For this a key needs both scopes, returns:send and returns:read.');
  if (!isUUID(id)) throw noSuchEpisode();
  if (context.authority === '') throw new Problem('invalid-request', 'authority must be a GSS code such as E09000029.');
  return { id: id.toLowerCase(), context };
}

/** The episode as it is shown, looked at on record. Fails alike where it is not there and where it is not theirs. */
export async function readView(service: Service, { id, context }: EpisodeView): Promise<EpisodeDocument> {
  const episode = await readEpisode(service.database, context, id);
  if (!episode) throw noSuchEpisode();
  return episode;
}

/** The same inside a transaction that changes it; whoever does that puts it on record. */
export async function seenIn(tx: Transaction, { id, context }: EpisodeView): Promise<SeenEpisode> {
  const seen = await asViewer(tx, context, (viewer) => findSeenEpisode(viewer, id));
  if (!seen) throw noSuchEpisode();
  return seen;
}

export function noSuchEpisode(): Problem {
  return new Problem('not-found', 'There is no such episode of yours.');
}

/** Of what is shown alone, so that a change of what somebody may not see does not show either. */
export function tagOf(document: EpisodeDocument): string {
  return `"${createHash('sha256').update(JSON.stringify(document)).digest('base64url')}"`;
}

/** Which version of an episode a request is about; null where it says none. */
export function ifMatchOf({ headers }: FastifyRequest): string | null {
  return headers['if-match'] ?? null;
}

/** Fails unless the version asked for is the one that is shown now; without one where that is needed. */
export function requireCurrent(document: EpisodeDocument, ifMatch: string | null, isNeeded: boolean): void {
  if (ifMatch === null) {
    if (!isNeeded) return;
    throw new Problem('needs-condition', 'Read the episode, and send its ETag as If-Match with the change.');
  }
  const tags = new Set<string>(ifMatch.match(/(?:W\/)?"[^"]*"/g) ?? []);
  if (ifMatch.trim() !== '*' && !tags.has(tagOf(document)))
    throw new Problem('stale', 'The episode has changed since you read it; read it again and decide anew.');
}
