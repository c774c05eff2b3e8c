import type { Server } from 'node:net';
import { createInboxWeb } from './inbox-web.js';
import type { InboxMessage } from './message.js';
import { MessageStore } from './message-store.js';
import { createSmtpListener } from './smtp-listener.js';

export interface MailInboxOptions {
  /** 0 takes any free port. */
  readonly smtpPort: number;
  readonly webPort: number;
  /** Where messages outlive a restart. */
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** Messages kept; the oldest give way. */
  readonly limit?: number;
}

export interface MailInbox {
  readonly smtpUrl: string;
  readonly webUrl: string;
  /** Newest first. */
  readonly messages: () => readonly InboxMessage[];
  /** The first message, kept or coming, that fits; rejects with what the inbox holds. */
  readonly waitFor: (fits: (message: InboxMessage) => boolean, milliseconds: number) => Promise<InboxMessage>;
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const portOf = (server: Server): number => {
  const address = server.address();
  return address && typeof address === 'object' ? address.port : 0;
};

const listening = (server: Server): Promise<void> =>
  new Promise((done, fail) => {
    if (server.listening) return done();
    server.once('listening', done).once('error', fail);
  });

/** Starts the mail inbox of development, tests and the demo: SMTP in, pages and JSON out, both on loopback. */
export async function startMailInbox(options: MailInboxOptions): Promise<MailInbox> {
  const { smtpPort, webPort, dataDir, log = () => undefined, limit = 1000 } = options;
  const store = await MessageStore.open(dataDir, limit);
  const smtp = createSmtpListener(store, log);
  const web = createInboxWeb(store, log);
  try {
    await listening(smtp.listen(smtpPort, '127.0.0.1'));
    await listening(web.listen(webPort, '127.0.0.1'));
  } catch (error) {
    smtp.close();
    web.close();
    throw error;
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    webUrl: `http://127.0.0.1:${portOf(web)}`,
    messages: () => store.list(),
    waitFor: (fits, milliseconds) => store.waitFor(fits, milliseconds),
    clear: () => store.clear(),
    close: async () => {
      web.closeAllConnections();
      await Promise.all([new Promise<void>((done) => smtp.close(() => done())), new Promise<void>((done) => void web.close(() => done()))]);
    },
  };
}
