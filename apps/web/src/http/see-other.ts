import type { FastifyReply } from 'fastify';

/** Thrown where another page has to come first, such as one that asks for a reason: the browser is led on to it. */
export class OtherPageFirst extends Error {
  override readonly name = 'OtherPageFirst';

  constructor(readonly address: string) {
    super('Another page comes first.');
  }
}

/** Leads the browser on to a page after a form was taken: so that loading it again sends nothing twice. */
export function seeOther(reply: FastifyReply, address: string): string {
  reply.status(303).header('location', address);
  return '';
}
