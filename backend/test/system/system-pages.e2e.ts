import { SystemEndpoints, SystemErrors, SystemHealth, SystemSockets, SystemStatements, type Problem } from '@orbisvoice/shared-dto';
import { ErrorRecorder } from '../../src/modules/system/services/error-recorder.js';
import { ErrorReports } from '../../src/platform/errors/error-reports.js';
import { PlatformDatabase } from '../../src/platform/database/platform-database.js';
import { givenStaff } from '../admin/staff.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { answers, FIGURES, givenProcess, minutesAgo, withoutOwnMinutes } from './system-samples.js';

const ROUTE = 'GET /api/agents/:id';
const CANARIES = ['ada.lovelace@customer.example', 'Zk3v9QxT1bLr7WmYc2Ns8DfGh4JpKu6EaXo5ViRtB0w', '4242 4242 4242 4242'];
let app: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  await withoutOwnMinutes(app);
  staff = await givenStaff(app);
}, 60_000);
afterAll(() => app.close());
beforeEach(async () => {
  await app.owner.query('truncate system_minutes, system_counts, system_errors');
});

const read = async (path: string) => {
  const answer = await app.request('GET', `/admin/system${path}`, { token: staff.token });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
};

describe('health', () => {
  it('shows every process by its own word: running, silent, stopped', async () => {
    const [silent, stopped] = [await givenProcess(app, 'worker'), await givenProcess(app)];
    await silent.beat({ at: new Date(Date.now() - 120_000) });
    await stopped.stop();
    const { processes } = SystemHealth.parse(await read('/health'));
    const stateOf = (id: string) => processes.find((one) => one.id === id)?.state;
    expect([stateOf(silent.id), stateOf(stopped.id)]).toEqual(['silent', 'stopped']);
    const own = processes.find(({ pid }) => pid === process.pid);
    expect(own).toMatchObject({ kind: 'api', state: 'up', version: 'unreleased', nodeVersion: process.versions.node });
    expect(own?.memoryBytes).toBeGreaterThan(1e6);
    expect(processes.find(({ id }) => id === stopped.id)).toMatchObject({
      memoryBytes: FIGURES['process.rss'],
      cpuCores: 0.25,
      loopLagMs: 4,
    });
  });

  it('looks into PostgreSQL: connections of both roles, counters, migrations', async () => {
    const { postgres } = SystemHealth.parse(await read('/health'));
    expect(postgres).toMatchObject({ isReplica: false, replicas: [], migrations: { missing: [] } });
    expect(postgres.version).toMatch(/^\d+/);
    expect(postgres.sizeBytes).toBeGreaterThan(1e6);
    expect(new Set(postgres.connections.map(({ role }) => role))).toEqual(
      expect.objectContaining(new Set(['orbis_app', 'orbis_platform'])),
    );
    expect(postgres.connections.some(({ role, state }) => role === 'orbis_app' && state === 'idle')).toBe(true);
    expect(postgres.migrations.applied).toBeGreaterThan(20);
    expect(postgres.cacheHitShare).toBeGreaterThan(0.5);
  });

  it('draws what processes wrote, with a gap where none did', async () => {
    const [first, second] = [await givenProcess(app), await givenProcess(app, 'worker')];
    await first.minute(minutesAgo(3));
    await second.minute(minutesAgo(3), [], { ...FIGURES, 'process.rss': 300e6, 'pool.app.waiting': 6 });
    const { points, stepSeconds } = SystemHealth.parse(await read('/health?range=1h'));
    expect(stepSeconds).toBe(60);
    expect(points.length).toBeGreaterThan(57);
    const at = (minutes: number) => points.find((point) => point.at === minutesAgo(minutes).toISOString());
    expect(at(3)).toMatchObject({ isRecorded: true, processes: 2, memoryBytes: 300e6, cpuCores: 0.5, loopLagMs: 4, poolWaiting: 6 });
    expect(at(2)).toMatchObject({ isRecorded: false, processes: 0, memoryBytes: null });
  });
});

describe('endpoints', () => {
  it('merge both processes by route: rate, quantiles, refusals and failures', async () => {
    const [first, second] = [await givenProcess(app), await givenProcess(app)];
    await first.minute(minutesAgo(2), [answers(ROUTE, 200, new Array<number>(90).fill(0.004)), answers('GET /api/stats', 200, [0.02])]);
    await second.minute(minutesAgo(2), [answers(ROUTE, 404, [0.004, 0.004]), answers(ROUTE, 503, new Array<number>(8).fill(0.7))]);
    const page = SystemEndpoints.parse(await read(`/endpoints?range=1h&route=${encodeURIComponent(ROUTE)}`));
    expect(page.items.map(({ id }) => id)).toEqual([ROUTE, 'GET /api/stats']);
    const [agents] = page.items;
    expect(agents).toMatchObject({ method: 'GET', route: '/api/agents/:id', count: 100, perMinute: 100, clientErrors: 2, serverErrors: 8 });
    expect(agents?.errorShare).toBeCloseTo(0.08);
    expect(agents?.meanMs).toBeCloseTo((92 * 4 + 8 * 700) / 100);
    expect([agents?.p50Ms, agents?.p95Ms].map((ms) => (ms ?? 0) < 500)).toEqual([true, false]);
    expect(page.all).toMatchObject({ count: 101, serverErrors: 8, clientErrors: 2 });
    const point = page.points.find(({ at }) => at === minutesAgo(2).toISOString());
    expect(point).toMatchObject({ isRecorded: true, perMinute: 100, serverErrors: 8 });
    expect(page.points.find(({ at }) => at === minutesAgo(4).toISOString())).toMatchObject({ isRecorded: false, perMinute: null });
    const all = SystemEndpoints.parse(await read('/endpoints'));
    expect(all.route).toBeNull();
    expect(all.points.find(({ at }) => at === minutesAgo(2).toISOString())?.perMinute).toBe(101);
  });

  it.each(['1h', '6h', '24h', '7d'])('answer for the range %s', async (range) => {
    const page = SystemEndpoints.parse(await read(`/endpoints?range=${range}`));
    expect(page.points.length).toBeGreaterThan(57);
    expect(page.all).toMatchObject({ count: 0, perMinute: null, p50Ms: null });
  });

  it('refuse a range nobody keeps', async () => {
    const answer = await app.request<Problem>('GET', '/admin/system/endpoints?range=1y', { token: staff.token });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});

describe('statements', () => {
  it('are told by shape, with times, rows and failures, and never with a value', async () => {
    await withoutOwnMinutes(app);
    const database = app.get(PlatformDatabase);
    const text = (email: string) => `select count(*) from users where email = '${email}' and 41 < $1`;
    for (const email of [CANARIES[0] ?? '', 'eve@customer.example']) await database.query({ text: text(email), values: [42] });
    await expect(database.query({ text: 'select 1/0 as "of the suite"' })).rejects.toThrow();
    await withoutOwnMinutes(app);
    const body = await read('/queries');
    const page = SystemStatements.parse(body);
    const users = page.items.find((item) => item.text === 'select count(*) from users where email = ? and ? < ?');
    expect(users).toMatchObject({ count: 2, rows: 2, errors: 0 });
    expect(users?.maxMs).toBeGreaterThan(0);
    expect(users?.p95Ms).toBeGreaterThan(0);
    expect(users?.totalMs).toBeCloseTo((users?.meanMs ?? 0) * 2);
    expect(page.items.find(({ text: shape }) => shape === 'select ?/? as "of the suite"')).toMatchObject({ count: 1, errors: 1 });
    expect(page.items.find(({ name }) => name === 'system.beat')?.text).toMatch(/^insert into system_processes .* values \(\?\)/);
    expect(JSON.stringify(body)).not.toMatch(/customer\.example/);
    expect(page.totalMs).toBeGreaterThan(0);
  });

  it('come from pg_stat_statements where it is, shaped as ours are', async () => {
    expect(SystemStatements.parse(await read('/queries?source=server'))).toMatchObject({ hasServer: false, items: [] });
    await app.owner.query('create extension pg_stat_statements');
    await app.owner.query(`comment on table users is 'ada.lovelace@customer.example'`);
    await app.request('GET', '/health/ready');
    const body = await read('/queries?source=server');
    const page = SystemStatements.parse(body);
    expect(page.hasServer).toBe(true);
    expect(page.items.find(({ text }) => text === 'comment on table users is ?')).toMatchObject({ count: 1, p95Ms: null, errors: null });
    expect(JSON.stringify(body)).not.toContain('customer.example');
  });
});

describe('errors', () => {
  it('are grouped over processes, without anything of anybody', async () => {
    const reports = app.get(ErrorReports);
    for (const [index, canary] of [...CANARIES, ...CANARIES].entries()) {
      reports.report({
        error: new Error(`mail to ${canary} bounced`),
        code: 'service.internal',
        origin: 'request',
        place: ROUTE,
        traceId: `trace-${index}`,
      });
    }
    await app.get(ErrorRecorder).flush();
    reports.report({
      error: new Error(`mail to ${CANARIES[0]} bounced`),
      code: 'service.internal',
      origin: 'request',
      place: 'POST /api/agents',
      traceId: 'trace-6',
    });
    await app.get(ErrorRecorder).flush();
    const body = await read('/errors');
    const page = SystemErrors.parse(body);
    const mail = page.items.find(({ message }) => message === 'mail to [address] bounced');
    expect(mail).toMatchObject({ count: 3, total: 3, type: 'Error', origin: 'request', code: 'service.internal' });
    expect(mail?.places.toSorted()).toEqual([ROUTE, 'POST /api/agents']);
    expect(mail?.traceIds).toEqual(['trace-6', 'trace-3', 'trace-0']);
    expect(mail?.frame).toContain('system-pages.e2e');
    const { rows } = await app.owner.query<{ row: string }>('select to_jsonb(e)::text as row from system_errors e');
    for (const canary of CANARIES) {
      expect(JSON.stringify(body)).not.toContain(canary);
      for (const { row } of rows) expect(row).not.toContain(canary);
    }
  });

  it('of a request come with its trace id; refusals are counted by code', async () => {
    await withoutOwnMinutes(app);
    await app.owner.query('alter table plans rename to plans_away');
    const broken = await app.request<Problem>('GET', '/billing/tiers', { token: staff.token });
    await app.owner.query('alter table plans_away rename to plans');
    await app.request('GET', '/no/such/route');
    await app.get(ErrorRecorder).flush();
    await withoutOwnMinutes(app);
    const page = SystemErrors.parse(await read('/errors'));
    expect(broken.status).toBe(500);
    expect(page.items.find(({ traceIds }) => traceIds.includes(broken.body.traceId))).toMatchObject({
      code: '42P01',
      places: ['GET /api/billing/tiers'],
      message: 'relation "…" does not exist',
    });
    expect(page.refusals.find(({ code }) => code === 'request.not_found')).toMatchObject({ status: 404 });
    expect(page.refusals.find(({ code }) => code === 'service.internal')?.count).toBeGreaterThan(0);
  });

  it('are kept within bounds', async () => {
    await app.owner.query(`insert into system_errors select 'f' || n, 'c', 't', 'm', null, 'job', 1, now() - n * interval '1 s',
      now() - n * interval '1 s', '{}', '{}' from generate_series(1, 520) n`);
    const reports = app.get(ErrorReports);
    reports.report({ error: 'one more', code: 'service.internal', origin: 'job', place: 'a-job', traceId: null });
    await app.get(ErrorRecorder).flush();
    const { rows } = await app.owner.query<{ groups: number }>('select count(*)::int as groups from system_errors');
    expect(rows).toEqual([{ groups: 500 }]);
    expect(SystemErrors.parse(await read('/errors')).items[0]?.message).toBe('one more');
  });
});

describe('websockets', () => {
  it('are none while nothing of the product upgrades, and those of other processes by their word', async () => {
    expect(SystemSockets.parse(await read('/websockets'))).toMatchObject({ total: 0, items: [] });
    const other = await givenProcess(app);
    const since = new Date().toISOString();
    const socket = { path: '/api/widget/stream', protocol: 'websocket', since, bytesIn: 10, bytesOut: 20 };
    await other.beat({ sockets: [socket], socketCount: 3 });
    const page = SystemSockets.parse(await read('/websockets'));
    expect(page).toMatchObject({ total: 3, items: [{ ...socket, processId: other.id, host: 'other-host' }] });
    await other.stop();
    expect(SystemSockets.parse(await read('/websockets'))).toMatchObject({ total: 0, items: [] });
  });
});
