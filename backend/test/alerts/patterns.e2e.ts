import type { AlertRuleList, AuditList } from '@orbisvoice/shared-dto';
import fc from 'fast-check';
import { newId } from '../../src/platform/database/ids.js';
import { createApiKey } from '../factories/entities.js';
import { givenStaff } from '../admin/staff.js';
import { join } from '../auth/people.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { AlertStaff, evaluate, insertSignals, type GivenSignal } from './alert-world.js';

let app: TestApp;
let other: TestApp;
let staff: AlertStaff;

beforeAll(async () => {
  const database = await freshDatabase();
  const environment = { TRUST_PROXY: '127.0.0.1', COUNTRY_HEADER: 'x-country' };
  app = await startTestApp({ database, environment });
  // a second process on the same platform
  other = await startTestApp({ database, environment });
  staff = new AlertStaff(app, await givenStaff(app));
}, 240_000);
afterAll(async () => {
  await other.close();
  await app.close();
});

const logIn = (email: string, password: string, from: { ip: string; country?: string }) =>
  app.request('POST', '/auth/login', {
    body: { email, password },
    headers: { 'x-forwarded-for': from.ip, ...(from.country && { 'x-country': from.country }) },
  });

describe('what people and machines do becomes a hit that explains itself', () => {
  it('failed log-ins of one account, with the entries of the audit log that were counted', async () => {
    await staff.tune('failed_logins', { threshold: 3 });
    const { email, session, tenantId } = await app.signUp();
    for (let attempt = 1; attempt <= 3; attempt++) {
      const answer = await logIn(email, 'not the password at all', { ip: `198.51.${attempt}.7` });
      expect(answer.status).toBe(401);
      await evaluate(app);
      expect(await staff.of('failed_logins', session.me.id)).toHaveLength(attempt === 3 ? 1 : 0);
    }
    const [hit] = await staff.of('failed_logins', session.me.id);
    expect(hit).toMatchObject({ status: 'open', severity: 'medium', count: 3, peak: 3, threshold: 3, tenantId, subjectName: 'Test Owner' });
    const detail = await staff.read(hit?.id ?? '');
    const audit = await staff.request<AuditList>('GET', `/admin/audit?action=user.login_failed&targetId=${session.me.id}`);
    expect(detail.evidence.map(({ auditId }) => auditId).sort()).toEqual(audit.body.items.map(({ id }) => id).sort());
    expect(detail.steps).toMatchObject([{ kind: 'opened', byId: null }]);
    await staff.tune('failed_logins', { reset: true });
  });

  it('guesses across accounts from one network, whether the addresses are known or not', async () => {
    const known = await app.signUp();
    const addresses = [known.email, ...Array.from({ length: 7 }, (_, index) => `nobody-${index}@test.example`)];
    for (const [index, email] of addresses.entries()) await logIn(email, 'not the password at all', { ip: `203.0.113.${index}` });
    await evaluate(app);
    const [hit] = await staff.of('credential_stuffing', '203.0.113.0/24');
    expect(hit).toMatchObject({ count: 8, peak: 8, subjectKind: 'network', tenantId: null, severity: 'high' });
    const { evidence } = await staff.read(hit?.id ?? '');
    expect(evidence.filter(({ userId }) => userId !== null).map(({ userId }) => userId)).toEqual([known.session.me.id]);
    expect(JSON.stringify(evidence)).not.toContain('nobody-');
  });

  it('a key used from another country, noted once however often it is used', async () => {
    const owner = await app.signUp();
    const key = await createApiKey(app, owner.token);
    const use = (ip: string, country: string) =>
      app.request('GET', '/conversations', { token: key.secret, headers: { 'x-forwarded-for': ip, 'x-country': country } });
    for (let call = 0; call < 5; call++) expect((await use('192.0.2.1', 'DE')).status).toBe(200);
    await evaluate(app);
    expect(await staff.of('api_key_new_country', key.id)).toEqual([]);
    const { rows } = await app.owner.query(`select facet from signals where subject = $1`, [`api_key:${key.id}`]);
    expect(rows).toEqual([{ facet: '192.0.2.0/24' }]);
    await use('198.51.100.1', 'BR');
    await evaluate(app);
    expect(await staff.of('api_key_new_country', key.id)).toMatchObject([
      { count: 1, subjectName: 'Integration', tenantId: owner.tenantId },
    ]);
    await use('198.18.7.1', 'BR');
    await evaluate(app);
    expect(await staff.of('api_key_new_country', key.id)).toMatchObject([{ count: 1 }]);
  });

  it('a key used from more networks than a server has, each counted once', async () => {
    await staff.tune('api_key_many_networks', { threshold: 3 });
    const owner = await app.signUp();
    const key = await createApiKey(app, owner.token);
    const use = async (...ips: readonly string[]): Promise<void> => {
      for (const ip of ips) {
        const answer = await app.request('GET', '/conversations', { token: key.secret, headers: { 'x-forwarded-for': ip } });
        expect(answer.status).toBe(200);
      }
      await evaluate(app);
    };
    await use('192.0.2.1', '192.0.2.77', '198.51.100.1');
    expect(await staff.of('api_key_many_networks', key.id)).toEqual([]);
    await use('203.0.113.1', '2001:db8:7::1');
    const [hit] = await staff.of('api_key_many_networks', key.id);
    expect(hit).toMatchObject({ count: 4, peak: 4, threshold: 3, unit: 'networks', subjectKind: 'api_key', tenantId: owner.tenantId });
    const { evidence } = await staff.read(hit?.id ?? '');
    expect(evidence.map(({ network }) => network).sort()).toEqual(['192.0.2.0/24', '198.51.100.0/24', '2001:db8:7::/48', '203.0.113.0/24']);
    await staff.tune('api_key_many_networks', { reset: true });
  });

  it('and no rule lacks a thing, for the proxy names the country', async () => {
    const { body } = await staff.request<AlertRuleList>('GET', '/admin/alert-rules');
    expect(body.items.filter(({ needs }) => needs)).toEqual([]);
  });

  it('sign-ins too far apart for the time between them', async () => {
    const { email, password, session } = await app.signUp();
    for (const [ip, country] of [
      ['192.0.2.9', 'DE'],
      ['192.0.2.10', 'AT'],
      ['198.51.100.9', 'JP'],
    ] as const) {
      expect((await logIn(email, password, { ip, country })).status).toBe(200);
    }
    await evaluate(app);
    const [hit] = await staff.of('impossible_travel', session.me.id);
    expect(hit).toMatchObject({ count: 2, unit: 'km_per_hour', subjectKind: 'user' });
    const { evidence } = await staff.read(hit?.id ?? '');
    expect(evidence.map(({ country }) => country)).toEqual(['JP', 'AT']);
  });

  it('webhooks that are not signed by whom they claim to be from', async () => {
    for (let call = 0; call < 10; call++) {
      const headers = { 'stripe-signature': 't=1,v1=00' };
      expect((await app.request('POST', '/webhooks/stripe', { body: { id: 'evt_forged' }, headers })).status).toBe(400);
    }
    await evaluate(app);
    expect(await staff.of('webhook_signatures', 'stripe')).toMatchObject([{ count: 10, subjectKind: 'gateway' }]);
  });

  it('exports, and rights given away at night in the zone of the tenant', async () => {
    await staff.tune('export_burst', { threshold: 2 });
    await staff.tune('privilege_odd_hours', { fromHour: 0, toHour: 0 });
    const owner = await app.signUp();
    await createApiKey(app, owner.token);
    for (let call = 0; call < 2; call++) expect((await app.request('GET', '/audit/export', { token: owner.token })).status).toBe(200);
    await evaluate(app);
    expect(await staff.of('export_burst', owner.session.me.id)).toMatchObject([{ count: 2 }]);
    // from midnight to midnight is no hour at all
    expect(await staff.of('privilege_odd_hours', owner.session.me.id)).toEqual([]);
    const hour = new Date().getUTCHours();
    await staff.tune('privilege_odd_hours', { fromHour: hour, toHour: (hour + 2) % 24 });
    await createApiKey(app, owner.token);
    await evaluate(app);
    const [hit] = await staff.of('privilege_odd_hours', owner.session.me.id);
    expect(hit).toMatchObject({ severity: 'low' });
    expect((await staff.read(hit?.id ?? '')).evidence).toMatchObject([{ action: 'api_key.created' }, { action: 'api_key.created' }]);
    await staff.tune('export_burst', { reset: true });
    await staff.tune('privilege_odd_hours', { reset: true });
  });
});

describe('somebody made an administrator at night', () => {
  const now = new Date().getUTCHours();
  beforeAll(() => staff.tune('privilege_odd_hours', { fromHour: now, toHour: (now + 2) % 24 }));
  afterAll(() => staff.tune('privilege_odd_hours', { reset: true }));

  it.each([
    ['by an invitation', 'admin', [{ action: 'team.member_invited' }]],
    ['and not a member, who may do little', 'member', undefined],
  ] as const)('%s', async (_way, role, found) => {
    const owner = await app.signUp();
    await join(app, owner, role);
    await evaluate(app);
    const [hit] = await staff.of('privilege_odd_hours', owner.session.me.id);
    expect(hit && (await staff.read(hit.id)).evidence).toEqual(found && found.map((fact) => expect.objectContaining(fact) as unknown));
  });

  it('by a change of the role', async () => {
    const owner = await app.signUp();
    const { id } = await join(app, owner, 'member');
    const changed = await app.request('PATCH', `/team/members/${id}`, { token: owner.token, body: { role: 'admin' } });
    expect(changed.status).toBe(200);
    await evaluate(app);
    expect(await staff.of('privilege_odd_hours', owner.session.me.id)).toMatchObject([{ count: 1 }]);
  });
});

describe('each fact is judged once', () => {
  const burst = (subject: string, count: number, from = Date.now() - 60_000): GivenSignal[] =>
    Array.from({ length: count }, (_, index) => ({ kind: 'account.login_failed', subject, at: new Date(from + index * 10) }));

  it('however many processes look, and while facts keep coming', async () => {
    const ids = Array.from({ length: 12 }, () => newId());
    for (let round = 0; round < 5; round++) {
      const start = Date.now() - 60_000 + round * 1_000;
      await Promise.all([
        ...ids.map((id) => insertSignals(app, burst(`user:${id}`, 20, start))),
        ...[app, other, app, other].map((process) => evaluate(process)),
      ]);
    }
    await evaluate(other);
    for (const id of ids) expect(await staff.of('failed_logins', id)).toMatchObject([{ count: 100, openings: 1 }]);
    const { rows } = await app.owner.query<{ steps: number; deliveries: number }>(
      `select count(distinct s.id)::int as steps from security_alert_steps s join security_alerts a on a.id = s.alert_id
       where a.subject = any($1)`,
      [ids.map((id) => `user:${id}`)],
    );
    expect(rows).toEqual([{ steps: ids.length }]);
  });

  it('when the database ends the connection in the middle of it', async () => {
    const id = newId();
    await insertSignals(app, burst(`user:${id}`, 3_000));
    const evaluation = evaluate(app).then(
      () => 'done',
      () => 'cut',
    );
    for (let cut = 0; cut < 40 && cut >= 0; cut++) {
      const { rows } = await app.owner.query<{ ended: number }>(
        `select count(pg_terminate_backend(pid))::int as ended from pg_stat_activity
         where datname = current_database() and usename = 'orbis_platform' and state <> 'idle'
           and (query ilike '%alert_cursor%' or query ilike '%signals%' or query ilike '%security_alerts%')`,
      );
      if ((rows[0]?.ended ?? 0) > 0) break;
    }
    expect(['done', 'cut']).toContain(await evaluation);
    await evaluate(other);
    expect(await staff.of('failed_logins', id)).toMatchObject([{ count: 3_000 }]);
  });

  it('and in random histories and turns fires exactly for those whose busiest window says so', async () => {
    const history = fc.array(fc.record({ who: fc.nat(3), second: fc.nat(2_400), isTurnAfter: fc.boolean() }), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(history, async (facts) => {
        const ids = [newId(), newId(), newId(), newId()];
        const start = Date.now() - 3_600_000;
        const sorted = [...facts].sort((a, b) => a.second - b.second);
        for (const { who, second, isTurnAfter } of sorted) {
          await insertSignals(app, [{ kind: 'account.login_failed', subject: `user:${ids[who]}`, at: new Date(start + second * 1_000) }]);
          if (isTurnAfter) await evaluate(app);
        }
        await evaluate(app);
        for (const [who, id] of ids.entries()) {
          const seconds = sorted.filter((fact) => fact.who === who).map(({ second }) => second);
          const inWindow = (end: number): number[] => seconds.filter((second) => second <= end && second > end - 900);
          const firing = seconds.map(inWindow).filter((window) => window.length >= 10);
          const hits = await staff.of('failed_logins', id);
          expect(hits.map(({ peak }) => peak)).toEqual(firing.length > 0 ? [Math.max(...firing.map((window) => window.length))] : []);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
