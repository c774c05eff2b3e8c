import { createServer } from 'node:https';
import { selfSigned } from '../sandbox/tls/self-signed.js';

/** A receiver of webhooks that reads everything, answers 204 and keeps nothing: as little of a limit as a TLS server can be. */
export interface HttpsSink {
  readonly url: string;
  /** The certificate that makes it trusted. */
  readonly caFile: string;
  /** Requests it answered. */
  accepted(): number;
  close(): Promise<void>;
}

export async function openHttpsSink(): Promise<HttpsSink> {
  const tls = selfSigned();
  let accepted = 0;
  const server = createServer(tls, (request, response) => {
    request.resume();
    request.on('end', () => {
      accepted++;
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the sink has no port');
  return {
    url: `https://localhost:${address.port}/hook`,
    caFile: tls.caFile,
    accepted: () => accepted,
    close: async () => {
      await new Promise((closed) => server.close(closed));
      tls.remove();
    },
  };
}
