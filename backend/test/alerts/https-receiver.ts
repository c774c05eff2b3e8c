import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '../../sandbox/tls/self-signed.js';

export interface ReceivedCall {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A system that listens to alerts: real TLS on loopback, with a certificate of its own. */
export interface HttpsReceiver {
  readonly url: string;
  readonly caFile: string;
  readonly calls: ReceivedCall[];
  /** Answers of the next calls; 204 when there are none left. */
  readonly answers: { readonly status: number; readonly location?: string }[];
  close(): Promise<void>;
}

export async function httpsReceiver(): Promise<HttpsReceiver> {
  const tls = selfSigned();
  const calls: ReceivedCall[] = [];
  const answers: { status: number; location?: string }[] = [];
  const server = createServer(tls, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks) });
      const { status, location } = answers.shift() ?? { status: 204 };
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/hook?key=of-the-receiver`,
    caFile: tls.caFile,
    calls,
    answers,
    close: async () => {
      await new Promise((closed) => server.close(closed));
      tls.remove();
    },
  };
}
