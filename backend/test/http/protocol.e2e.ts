import { connect } from 'node:net';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { type Operation } from './api-document.js';
import { type CallsOf, faultsOfCalls, type OpenApi, openApi } from './calls.js';
import { faultsOf } from './problems.js';
import { sampleOf } from './samples.js';

describe('the protocol around the routes', () => {
  let api: OpenApi;
  let withBody: Operation[];

  beforeAll(async () => {
    api = await openApi();
    withBody = api.operations.filter(({ body }) => body);
  }, 60_000);
  afterAll(() => api.app.close());

  const faults = (operations: readonly Operation[], callsOf: CallsOf): Promise<string[]> => faultsOfCalls(api, operations, callsOf);

  it('a body over a mebibyte is 413, another type than JSON 415', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(LIMITS.bodyBytesMax) });
    expect(await faults(withBody, () => [{ body: large, expect: 413 }])).toEqual([]);
    const types = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
    expect(
      await faults(withBody, (operation) =>
        types.map((type) => ({ body: JSON.stringify(sampleOf(operation.body ?? {})), headers: { 'content-type': type }, expect: 415 })),
      ),
    ).toEqual([]);
  });

  it('an unknown route is 404, a wrong method 405 with what is allowed', async () => {
    const { app, token } = api;
    for (const path of ['/nowhere', '/agents/1/nowhere', '/admin', '/', '/..%2f', '/agents%00', '/agents/%F0%28%8C%28', '/%']) {
      const answer = await app.request('GET', path, { token });
      expect([path, faultsOf(answer, 404)]).toEqual([path, []]);
    }
    for (const [method, path, allowed] of [
      ['PUT', '/agents', 'GET, HEAD, POST'],
      ['DELETE', '/auth/login', 'POST'],
      ['PATCH', '/conversations', 'GET, HEAD, POST'],
      ['POST', '/stats', 'GET, HEAD'],
    ] as const) {
      const answer = await app.request(method, path, { token, body: {} });
      expect(faultsOf(answer, 405)).toEqual([]);
      expect(answer.headers.get('allow')).toBe(allowed);
    }
  });

  it('HEAD is GET without a body, OPTIONS gives nothing away', async () => {
    const { app, token } = api;
    const head = await app.request('HEAD', '/agents', { token });
    expect([head.status, head.body]).toEqual([200, '']);
    expect((await app.request('HEAD', '/agents')).status).toBe(401);
    const origin = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const options = await app.request('OPTIONS', '/agents', { headers: origin });
    expect(options.status).toBeLessThan(500);
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('hostile headers and request lines are refused without a word of the inside', async () => {
    const { app, token } = api;
    const hostile: Record<string, string>[] = [
      { 'idempotency-key': 'x'.repeat(300) },
      { 'idempotency-key': 'with space' },
      { authorization: `Bearer ${'x'.repeat(8_000)}` },
      { authorization: `Bearer ov_live_\u00e9` },
      { 'x-orbis-client': 'evil' },
      { cookie: `orbis_refresh_portal=${'x'.repeat(4_000)}; ; =; a=%` },
    ];
    for (const headers of hostile) {
      const answer = await app.request('POST', '/agents', { token, headers, body: {} });
      expect([headers, faultsOf(answer)]).toEqual([headers, []]);
    }
    for (const text of [
      'GET /api/agents\r\n\r\n',
      'GET /api/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      '\u0000\u0001\r\n\r\n',
    ]) {
      const reply = await rawRequest(app.url, text);
      expect(reply).toMatch(/^HTTP\/1\.1 4\d\d/);
      expect(reply).not.toMatch(/node_modules|\.ts:|stack/);
    }
  });
});

function rawRequest(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let reply = '';
    socket.setEncoding('utf8').on('data', (chunk) => (reply += String(chunk)));
    socket.on('close', () => resolve(reply)).on('error', reject);
  });
}
