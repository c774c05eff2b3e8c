import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MessageStore } from './message-store.js';

const MEGABYTE = 1_048_576;

async function receive(store: MessageStore, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('The message is larger than 10 MB'), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  const delivery = {
    receivedAt: new Date().toISOString(),
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
  };
  return `kept as ${(await store.add(delivery, Buffer.concat(chunks))).id}`;
}

/** Accepts every mail on a loopback port. The client hears 250 only after the mail is kept. */
export function createSmtpListener(store: MessageStore, log: (line: string) => void): SMTPServer {
  const server = new SMTPServer({
    // its built-in certificate is public knowledge, and a loopback inbox needs no log-in
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: 10 * MEGABYTE,
    disableReverseLookup: true,
    closeTimeout: 2000,
    onData: (stream, session, answer) => {
      receive(store, stream, session).then(
        (text) => answer(null, text),
        (error: Error) => answer(error),
      );
    },
  });
  server.on('error', (error: Error) => log(`inbox: ${error.message}`));
  return server;
}
