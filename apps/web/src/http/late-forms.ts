import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { holdForm } from '#access';
import { newId } from '#platform';
import type { Service } from '#service';
import { CLOCK } from '../clock.js';
import type { Clock } from '../clock.js';
import { SERVICE } from '../service.token.js';
import { impersonalFields } from '../pages/episodes/record.form.js';
import { impersonalRowFields } from '../pages/provider-returns/row.form.js';
import { Sessions } from './sessions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether a form came after its session was over, and was kept. */
    isFormKept?: boolean;
  }
}

/**
 * Forms by which a child is looked up or recorded, each with the fields that are kept of it: who the child is takes a moment to type
 * again, and is not left lying in the database for half a day.
 */
const keptOfLookUps: Readonly<Record<string, readonly string[]>> = {
  '/children': [],
  '/children/:id/merge/look-up': [],
  '/break-glass': ['reason'],
  // The police's reference, the postcode and the workers lead to the child as its name does.
  '/episodes/new': ['key', 'step', ...impersonalFields],
  '/provider-returns/new': impersonalRowFields,
};

/** Forms that come after their session is over: nothing is done with them, and what was typed is not lost. */
@Injectable()
export class LateForms {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps the form of a request for the person whose session it was; the token of the form was checked before this. */
  async hold(request: FastifyRequest): Promise<void> {
    if (request.method !== 'POST') return;
    const secret = this.sessions.secretOf(request);
    if (secret === null) return;
    const kept = keptOfLookUps[request.routeOptions.url ?? ''];
    const fields = fieldsOf(request.body).filter(({ name }) => kept === undefined || kept.includes(name));
    const form = { path: request.url, fields };
    request.isFormKept = await holdForm(this.service.database, secret, form, this.clock(), newId);
  }
}

/** Only what came from a form of a page; files and documents are sent by programs. */
function fieldsOf(body: unknown): readonly { readonly name: string; readonly value: string }[] {
  if (typeof body !== 'object' || body === null || body instanceof Uint8Array) return [];
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
}
