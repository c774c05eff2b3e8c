import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';

const agent = new Agent({ keepAlive: true });

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/**
 * The text behind an address, over a connection that is kept. `fetch` takes half a millisecond of a client's own for it (streams and a promise for each of
 * their steps), which is as much as a small report takes and nothing of the server's.
 */
export function httpText(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': 'gzip', ...headers } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, text: textOf(Buffer.concat(pieces), response.headers) }));
    });
    request.on('error', reject);
  });
}

const textOf = (body: Buffer, headers: IncomingHttpHeaders): string =>
  (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
