import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type AlertRuleList, type IntegrationProbe, type SecurityAlertDetail, SystemIntegrations } from '@orbisvoice/shared-dto';
import { FigureEvaluation } from '../../src/modules/alerts/services/figure-evaluation.js';
import { WatchServices } from '../../src/modules/system/jobs/watch-services.job.js';
import { IntegrationRecorder } from '../../src/modules/system/services/integration-recorder.js';
import { givenStaff } from '../admin/staff.js';
import { AlertStaff } from '../alerts/alert-world.js';
import { stopTime } from '../auth/people.js';
import { freePort } from '../harness/free-port.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';

let app: TestApp;
let staff: TestOwner;
let server: Server;
/** What was asked, and how each path answers. */
const asked: string[] = [];
const answers: Record<string, (response: ServerResponse) => void> = {
  '/well': (response) => response.writeHead(200).end('{"status":"pass"}'),
  '/broken': (response) => response.writeHead(503).end('out of order'),
  '/moved': (response) => response.writeHead(302, { location: '/well' }).end(),
  // a stream without an end: whoever read it would wait for ever
  '/endless': (response) => void response.writeHead(200).write('…'),
  '/silent': () => undefined,
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answers[request.url ?? '']?.(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services = [
    ...['well', 'broken', 'moved', 'endless', 'silent'].map((name) => `${name}-one=${url}/${name}`),
    `nobody=http://127.0.0.1:${await freePort()}/`,
  ];
  app = await startTestApp({
    database: await freshDatabase(),
    environment: { WATCHED_SERVICES: services.join(','), AUTH_ACCESS_TOKEN_SECONDS: '7200' },
  });
  staff = await givenStaff(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const PATH = '/admin/system/integrations';
const NAMES = ['well-one', 'broken-one', 'moved-one', 'endless-one', 'silent-one', 'nobody'];
const board = async () => {
  const { items } = SystemIntegrations.parse((await app.request('GET', PATH, { token: staff.token })).body);
  return new Map(items.filter(({ kind }) => kind === 'service').map((item) => [item.name, item]));
};
const probe = (name: string) => app.request<IntegrationProbe>('POST', `${PATH}/${name}/probe`, { token: staff.token });
/** A turn of the worker, and the process writes what it noted. */
const turn = async (): Promise<void> => {
  await app.get(WatchServices).run();
  await app.get(IntegrationRecorder).write();
};

it('are among the integrations before anybody asked, and can be probed', async () => {
  const known = await board();
  expect([...known.keys()]).toEqual(NAMES);
  for (const item of known.values()) {
    expect(item).toMatchObject({ canProbe: true, lastSuccessAt: null, lastErrorAt: null, successes24h: 0, failures24h: 0, probe: null });
  }
});

it('are asked once each by the job: 2xx is up, and all else is down and says why', async () => {
  asked.length = 0;
  await turn();
  expect([...asked].sort()).toEqual(['GET /broken', 'GET /endless', 'GET /moved', 'GET /silent', 'GET /well']);
  const known = await board();
  const seen = NAMES.map((name) => [name, known.get(name)?.successes24h, known.get(name)?.failures24h, known.get(name)?.lastError]);
  expect(seen).toEqual([
    ['well-one', 1, 0, null],
    ['broken-one', 0, 1, 'It answers 503'],
    ['moved-one', 0, 1, 'It answers 302, a redirect, which is not followed'],
    ['endless-one', 1, 0, null],
    ['silent-one', 0, 1, 'no answer in 5 seconds'],
    ['nobody', 0, 1, 'no answer: ECONNREFUSED'],
  ]);
  expect(known.get('well-one')).toMatchObject({ lastSuccessAt: expect.any(String) as string, latencyMs: expect.any(Number) as number });
  expect(known.get('broken-one')).toMatchObject({ lastSuccessAt: null, latencyMs: null, lastErrorAt: expect.any(String) as string });
}, 30_000);

it('are asked by a probe at once, which counts like any other call', async () => {
  expect((await probe('well-one')).body).toMatchObject({ isOk: true, detail: 'It answers 200' });
  expect((await probe('broken-one')).body).toMatchObject({ isOk: false, detail: 'It answers 503' });
  await app.get(IntegrationRecorder).write();
  const known = await board();
  expect(known.get('well-one')).toMatchObject({ successes24h: 2, failures24h: 0, probe: { isOk: true, byName: 'Test Owner' } });
  expect(known.get('broken-one')).toMatchObject({ successes24h: 0, failures24h: 2, probe: { isOk: false } });
});

it('are an alert after three minutes of silence or failure, and none again once they answer', async () => {
  const alerts = new AlertStaff(app, await givenStaff(app));
  const hits = () => alerts.of('services_down', 'services_down');
  const time = stopTime(app);
  const minutes = async (from: number, to: number): Promise<void> => {
    for (let index = from; index <= to; index++) {
      time.moveTo(index * 60_000);
      await turn();
      await app.get(FigureEvaluation).run();
    }
  };
  const well = answers['/well'];
  try {
    // two that answer late or never would only make the suite wait
    Object.assign(answers, { '/silent': answers['/broken'] });
    await minutes(1, 3);
    expect(await hits()).toEqual([]);
    await minutes(4, 4);
    expect(await hits()).toMatchObject([{ status: 'open', severity: 'high', unit: 'services', peak: 4, threshold: 1 }]);
    const [hit] = await hits();
    const { body: detail } = await alerts.request<SecurityAlertDetail>('GET', `/admin/alerts/${hit?.id}`);
    expect(detail.evidence[0]).toMatchObject({ value: 4, named: 'broken-one, moved-one, nobody, silent-one' });
    Object.assign(answers, { '/broken': well, '/moved': well, '/silent': well });
    await minutes(5, 6);
    const { body } = await alerts.request<AlertRuleList>('GET', '/admin/alert-rules');
    // nobody listens where the last one should be
    expect(body.items.find(({ key }) => key === 'services_down')).toMatchObject({ value: 1, kind: 'figure', unsettled: 1 });
    // while nobody asks nothing is known: it neither opens nor settles
    time.moveTo(20 * 60_000);
    await app.get(FigureEvaluation).run();
    expect(await hits()).toMatchObject([{ status: 'open' }]);
  } finally {
    time.back();
  }
}, 60_000);
