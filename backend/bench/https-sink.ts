import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  const folder = mkdtempSync(join(tmpdir(), 'orbis-sink-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  let accepted = 0;
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
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
    caFile: cert,
    accepted: () => accepted,
    close: async () => {
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
