import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** What a mail server does with the next message. It has taken the message where the word says so. */
export type MailBehaviour =
  | 'take'
  | 'take-and-be-silent'
  | 'take-and-hang-up'
  | 'drip'
  | 'busy'
  | 'refuse-address'
  | 'refuse-text'
  | 'refuse-sender';

/** A message that the server took, as it stands in its mailbox. */
export interface TakenMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly raw: string;
}

export interface FakeMailServer {
  readonly url: string;
  /** The record outside the service: everything that was taken, in order. */
  readonly taken: readonly TakenMail[];
  /** What is done with the next messages, one after the other; after that each is taken. */
  readonly behave: (...behaviours: readonly MailBehaviour[]) => void;
  close(): Promise<void>;
}

const replies = { busy: 451, 'refuse-text': 554, 'refuse-address': 550, 'refuse-sender': 550 } as const;

/** A mail server of our own that does what it is told. */
export async function startFakeMailServer(): Promise<FakeMailServer> {
  const taken: TakenMail[] = [];
  const behaviours: MailBehaviour[] = [];
  const sockets = new Set<Socket>();
  const refusal = (kind: keyof typeof replies) =>
    Object.assign(new Error('Refused by the test'), { responseCode: replies[kind] });
  const shiftIf = (kind: 'refuse-address' | 'refuse-sender'): boolean =>
    behaviours[0] === kind && behaviours.shift() !== undefined;
  const server = new SMTPServer({
    ...{ disabledCommands: ['AUTH', 'STARTTLS'], logger: false, disableReverseLookup: true },
    onMailFrom: (_address, _session, done) => done(shiftIf('refuse-sender') ? refusal('refuse-sender') : null),
    onRcptTo: (_address, _session, done) => done(shiftIf('refuse-address') ? refusal('refuse-address') : null),
    onData(stream, session, done) {
      const received = (raw: string) => {
        const behaviour = behaviours.shift() ?? 'take';
        if (behaviour === 'busy' || behaviour === 'refuse-text') {
          done(refusal(behaviour));
          return;
        }
        const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? '';
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        taken.push({ messageId: header('Message-ID'), to, subject: header('Subject'), raw });
        if (behaviour === 'take') done();
        if (behaviour === 'take-and-hang-up') for (const socket of sockets) socket.destroy();
        if (behaviour === 'drip') drip(sockets);
      };
      // What was cut off on the way was not taken.
      void text(stream).then(received, () => undefined);
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    ...{ url: `smtp://127.0.0.1:${portOf(server.server)}`, taken },
    behave: (...next) => behaviours.push(...next),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Answers a little at a time and never to the end: no time-out that begins anew with each packet ends it. */
function drip(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) {
    const timer = setInterval(() => socket.write('250-still at it\r\n'), 20);
    socket.once('close', () => clearInterval(timer));
  }
}

/** A server that answers every connection with what no protocol knows. */
export async function startBabbler(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).resume();
    socket.end('%%% 200 perhaps %%%\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { port: portOf(server), close: () => new Promise((resolve) => server.close(() => resolve())) };
}

export function portOf(server: Pick<Server, 'address'>): number {
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The test server has no port.');
  return address.port;
}
