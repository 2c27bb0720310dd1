import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from './problem.js';
import { bareHeaders } from './refuse-address.js';

/** Answers what is not even a request, came too slowly or has too large a head, and hangs up. Nothing of it is repeated. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(error.code));
  socket.destroy(error);
}

function answerTo(code: string | undefined): string {
  const { document } = problemOfConnection(code);
  const body = JSON.stringify(document);
  const headers = { ...bareHeaders, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}

function problemOfConnection(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem('too-slow', 'The request took too long to arrive.');
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem('too-large-head', 'The head of the request is too large.');
  return new Problem('invalid-request', 'The request cannot be read.');
}
