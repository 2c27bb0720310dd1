import type { FastifyReply } from 'fastify';

/** Leads the browser on to a page after a form was taken: so that loading it again sends nothing twice. */
export function seeOther(reply: FastifyReply, address: string): string {
  reply.status(303).header('location', address);
  return '';
}
