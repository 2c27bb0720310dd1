import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { SentKey } from '#access';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { ReturnRefused } from '#submissions';
import type { ReceivedReturn } from '#submissions';
import { answerOnce } from '../../http/answer-once.js';

/** What became of a file: taken in, with the page that tells the rest, or refused whole with a sentence that says why. */
export type Sent =
  { readonly kind: 'taken'; readonly address: string } | { readonly kind: 'refused'; readonly why: string };

/** What is sent from a form that was made with a key. */
export interface FromForm {
  readonly key: string;
  readonly providerCode: string;
  readonly period: string;
  readonly bytes: Uint8Array;
}

/**
 * Takes in what a form sent. The same content sent again from the same form, by a second click or after going back, leads
 * to the submission that was made at first.
 */
export async function sendOnce(
  service: Service,
  context: TransactionContext,
  form: FromForm,
  reply: FastifyReply,
): Promise<Sent> {
  const received = receivedFrom(context, form);
  const { authority } = received;
  const answerFor = (id: string) => ({ status: 303, location: addressOf(id, authority), body: id });
  try {
    const answer = await answerOnce(
      service,
      context,
      keyOf(context, form),
      {
        of: 'submission',
        async write(onKept) {
          const { submission } = await service.returns.accept(received, {
            isAsync: false,
            onKept: (tx, { submission: id }) => onKept(tx, id, null),
          });
          return answerFor(submission);
        },
        // Its page shows how far it has come.
        answerAgain: (id) => Promise.resolve(answerFor(id)),
      },
      reply,
    );
    return { kind: 'taken', address: answer.location };
  } catch (error) {
    if (!(error instanceof ReturnRefused)) throw error;
    return { kind: 'refused', why: error.message };
  }
}

/** The page of a submission. */
export function addressOf(id: string, authority: string): string {
  return `/provider-returns/${id}?authority=${authority}`;
}

export function receivedFrom(
  { authority, actorName, personId, requestId }: TransactionContext,
  { providerCode, period, bytes }: Omit<FromForm, 'key'>,
): ReceivedReturn {
  return { authority, providerCode, period, bytes, format: null, at: null, actorName, personId, requestId };
}

function keyOf({ authority }: TransactionContext, { key, period, bytes }: FromForm): SentKey {
  const requestHash = createHash('sha256').update(`${authority} ${period} `).update(bytes).digest();
  return { key: `form ${key} ${requestHash.toString('hex')}`, requestHash };
}
