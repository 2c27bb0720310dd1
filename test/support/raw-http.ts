import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** A connection over which anything can be sent, also what no client would. */
export interface RawConnection {
  send(bytes: string | Uint8Array): void;
  /** The first answer; an empty one where the other side hung up without any. */
  readonly answer: Promise<RawAnswer>;
  /** Resolves when the other side has hung up. */
  readonly closed: Promise<void>;
  close(): void;
}

export function openRaw(url: string): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  return {
    send: (bytes) => void socket.write(bytes),
    answer: firstAnswer(socket),
    closed,
    close: () => void socket.destroy(),
  };
}

/** Sends bytes as they are and gives the first answer. */
export async function askRaw(url: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const connection = openRaw(url);
  connection.send(bytes);
  const answer = await connection.answer;
  connection.close();
  return answer;
}

function firstAnswer(socket: Socket): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const answer = readAnswer(received.toString('latin1'));
      if (answer) resolve(answer);
    });
    socket.once('close', () => resolve({ status: 0, head: '', body: '' }));
  });
}

/** Null while something is still to come. */
function readAnswer(text: string): RawAnswer | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [head, body] = [text.slice(0, end), text.slice(end + 4)];
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const isChunked = /\r\ntransfer-encoding: chunked/i.test(head);
  if (isChunked ? !body.endsWith('0\r\n\r\n') : body.length < length) return null;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body };
}
