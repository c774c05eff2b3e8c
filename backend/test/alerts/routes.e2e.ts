import type { AlertRule, AlertRuleList, AlertRuleTrial, AuditList, SecurityAlertCounts, SecurityAlertList } from '@orbisvoice/shared-dto';
import { FigureEvaluation } from '../../src/modules/alerts/services/figure-evaluation.js';
import { newId } from '../../src/platform/database/ids.js';
import { givenStaff } from '../admin/staff.js';
import { stopTime, type Refusal } from '../auth/people.js';
import { startTestApp, type TestAnswer, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { AlertStaff, evaluate, insertSignals } from './alert-world.js';

let app: TestApp;
let staff: AlertStaff;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase(), environment: { AUTH_ACCESS_TOKEN_SECONDS: '7200' } });
  staff = new AlertStaff(app, await givenStaff(app));
}, 240_000);
afterAll(() => app.close());

/** Ten failed log-ins of somebody, ending now. */
async function burst(id: string, count = 10): Promise<void> {
  const signals = Array.from({ length: count }, (_, index) => ({
    kind: 'account.login_failed' as const,
    subject: `user:${id}`,
    // close together: what was settled a moment ago must lie before all of them
    at: new Date(Date.now() - (count - index)),
  }));
  await insertSignals(app, signals);
  await evaluate(app);
}

describe('what staff do with a hit', () => {
  it('acknowledge, resolve with a note, reopen; each with who and why, in the log too', async () => {
    const id = newId();
    await burst(id);
    const [hit] = await staff.of('failed_logins', id);
    const alertId = hit?.id ?? '';
    expect(await staff.act(alertId, 'acknowledge')).toMatchObject({
      status: 200,
      body: { status: 'acknowledged', actions: ['resolve', 'dismiss'] },
    });
    expect((await staff.act(alertId, 'resolve')).body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'note' }] });
    expect(await staff.act(alertId, 'resolve', 'A forgotten password; spoke to them.')).toMatchObject({
      status: 200,
      body: { status: 'resolved' },
    });
    expect(await staff.act(alertId, 'resolve', 'Once more.')).toMatchObject({ status: 409, body: { code: 'alerts.not_possible' } });
    expect((await staff.act(alertId, 'reopen', 'It was not.')).body.status).toBe('open');
    const { steps } = await staff.read(alertId);
    expect(steps.map(({ kind, byName, note }) => [kind, byName, note])).toEqual([
      ['opened', null, null],
      ['acknowledged', 'Test Owner', null],
      ['resolved', 'Test Owner', 'A forgotten password; spoke to them.'],
      ['reopened', 'Test Owner', 'It was not.'],
    ]);
    const { body } = await staff.request<AuditList>('GET', `/admin/audit?targetId=${alertId}`);
    expect(body.items.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ['admin.alert_reopened', 'staff'],
      ['admin.alert_resolved', 'staff'],
      ['admin.alert_acknowledged', 'staff'],
    ]);
    expect(body.items[0]?.changes).toEqual({ status: { before: 'resolved', after: 'open' }, note: { before: null, after: 'It was not.' } });
  });

  it('two at once: one is told that it came late', async () => {
    const id = newId();
    await burst(id);
    const [hit] = await staff.of('failed_logins', id);
    const both = await Promise.all([
      staff.act(hit?.id ?? '', 'resolve', 'It was me.'),
      staff.act(hit?.id ?? '', 'dismiss', 'It was nothing.'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('what was settled comes back with new facts only, and grows while it is open', async () => {
    const id = newId();
    await burst(id);
    const [hit] = await staff.of('failed_logins', id);
    await burst(id, 3);
    expect(await staff.of('failed_logins', id)).toMatchObject([{ count: 13 }]);
    await staff.act(hit?.id ?? '', 'dismiss', 'A test of ours.');
    await burst(id, 0);
    await insertSignals(app, [{ kind: 'account.login_failed', subject: `user:${id}`, at: new Date() }]);
    await evaluate(app);
    expect(await staff.of('failed_logins', id)).toMatchObject([{ status: 'false_alarm', count: 13 }]);
    await burst(id, 10);
    expect(await staff.of('failed_logins', id)).toMatchObject([{ id: hit?.id, status: 'open', openings: 2 }]);
  });

  it('lists page by page without a gap, filters, and counts', async () => {
    for (let index = 0; index < 5; index++) await burst(newId());
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer: TestAnswer<SecurityAlertList> = await staff.request<SecurityAlertList>(
        'GET',
        `/admin/alerts?pageSize=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...answer.body.items.map(({ id }) => id));
      cursor = answer.body.next;
    }
    const all = await staff.list();
    expect(seen).toEqual(all.map(({ id }) => id));
    const open = await staff.list('&status=open&severity=medium&rule=failed_logins');
    expect(open).toHaveLength(all.filter(({ status }) => status === 'open').length);
    const { body } = await staff.request<SecurityAlertCounts>('GET', '/admin/alerts/summary');
    expect(body).toMatchObject({ open: open.length, urgent: 0 });
    expect(await staff.list(`&tenantId=${newId()}`)).toEqual([]);
  });

  it('refuses what cannot be read, and what is not there', async () => {
    for (const query of [
      'cursor=nonsense',
      `cursor=${Buffer.from('["a","b"]').toString('base64url')}`,
      'status=new',
      'rule=x',
      'tenantId=1',
      'pageSize=101',
    ]) {
      expect([query, (await staff.request('GET', `/admin/alerts?${query}`)).status]).toEqual([query, 400]);
    }
    expect(await staff.request('GET', `/admin/alerts/${newId()}`)).toMatchObject({ status: 404, body: { code: 'alerts.not_found' } });
    expect(await staff.act(newId(), 'acknowledge')).toMatchObject({ status: 404, body: { code: 'alerts.not_found' } });
    expect((await staff.request('GET', '/admin/alert-rules/unknown')).status).toBe(400);
  });
});

describe('rules', () => {
  it('are tuned within their limits, muted for a while and a reason, and reset', async () => {
    const changed = await staff.tune('privilege_odd_hours', { threshold: 2, fromHour: 20, severity: 'high' });
    expect(changed).toMatchObject({ status: 200, body: { threshold: 2, fromHour: 20, toHour: 6, severity: 'high', isChanged: true } });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await staff.tune('privilege_odd_hours', { mute: { until, reason: 'The move to the new office.' } });
    const { body } = await staff.request<AlertRule>('GET', '/admin/alert-rules/privilege_odd_hours');
    expect(body).toMatchObject({ mutedUntil: until, muteReason: 'The move to the new office.', mutedBy: 'Test Owner', threshold: 2 });
    expect((await staff.tune('privilege_odd_hours', { reset: true })).body).toMatchObject({
      isChanged: false,
      threshold: 1,
      mutedUntil: null,
    });
    const audit = await staff.request<AuditList>('GET', '/admin/audit?targetType=alert_rule&targetId=privilege_odd_hours');
    expect(audit.body.items.map(({ action }) => action)).toEqual([
      'admin.alert_rule_reset',
      'admin.alert_rule_changed',
      'admin.alert_rule_changed',
    ]);
  });

  it('say which of them find nothing, because no proxy names the country', async () => {
    const { body } = await staff.request<AlertRuleList>('GET', '/admin/alert-rules');
    expect(body.items.filter(({ needs }) => needs).map(({ key, needs }) => [key, needs])).toEqual([
      ['api_key_new_country', 'country_header'],
      ['impossible_travel', 'country_header'],
    ]);
  });

  it('refuse what they have not, and what is too much', async () => {
    const faults = [
      ['failed_logins', { fromHour: 3 }, 'fromHour'],
      ['failed_logins', { clearSeconds: 600 }, 'clearSeconds'],
      ['api_key_new_country', { threshold: 2 }, 'threshold'],
      ['failed_logins', { windowSeconds: 8 * 86_400 }, 'windowSeconds'],
      ['database_connections', { threshold: 101 }, 'threshold'],
      ['failed_logins', { mute: { until: '2020-01-01T00:00:00Z', reason: 'Too late.' } }, 'mute.until'],
    ] as const;
    for (const [key, body, path] of faults) {
      const answer = await staff.tune(key, body);
      expect([path, answer.status, answer.body.fields?.[0]?.path]).toEqual([path, 400, path]);
    }
    for (const body of [{}, { threshold: 0 }, { threshold: 1.5 }, { mute: { until: 'soon', reason: 'x' } }, { unknown: 1 }]) {
      expect((await staff.request('PATCH', '/admin/alert-rules/failed_logins', body)).status).toBe(400);
    }
  });

  it('say what they would have found, by the facts of a week', async () => {
    const trial = async (query: string): Promise<AlertRuleTrial> =>
      (await staff.request<AlertRuleTrial>('GET', `/admin/alert-rules/export_burst/trial${query}`)).body;
    const before = await trial('');
    const who = `user:${newId()}`;
    const day = (back: number, index: number): Date => new Date(Date.now() - back * 86_400_000 + index * 1_000);
    const exports = [3, 2, 1].flatMap((back) =>
      Array.from({ length: 4 }, (_, index) => ({ kind: 'export' as const, subject: who, at: day(back, index) })),
    );
    await insertSignals(app, [...exports, { kind: 'export', subject: who, at: day(9, 0) }]);
    const after = await trial('?threshold=4');
    expect([after.hits, after.subjects, after.facts - before.facts]).toEqual([3, 1, 12]);
    expect((await trial('?threshold=5')).hits).toBe(0);
    const refused = await staff.request<Refusal>('GET', '/admin/alert-rules/queue_waiting/trial');
    expect(refused).toMatchObject({ status: 400, body: { fields: [{ path: 'key' }] } });
  });
});

it('a trial reads a stretch at a time, and counts subjects that lie across two of them once', async () => {
  const trial = async (): Promise<AlertRuleTrial> =>
    (await staff.request<AlertRuleTrial>('GET', '/admin/alert-rules/webhook_signatures/trial?threshold=2900')).body;
  const before = await trial();
  await app.owner.query(
    `insert into signals (id, kind, subject, at, is_evaluated)
     select gen_random_uuid(), 'gateway.refused', subject, now() - n * interval '1 ms', true
     from (values ('gateway:a', 3000), ('gateway:b', 4000), ('gateway:c', 5000), ('gateway:d', 1)) s (subject, many), generate_series(1, many) n`,
  );
  const after = await trial();
  expect([after.facts - before.facts, after.hits - before.hits, after.subjects - before.subjects]).toEqual([12_001, 3, 3]);
});

describe('figures of the system', () => {
  it('open after minutes above, clear after minutes below, and a figure that swings is one alert', async () => {
    const time = stopTime(app);
    const minute = async (index: number, waiting: number): Promise<void> => {
      time.moveTo(index * 60_000);
      await app.owner.query('delete from stripe_events');
      for (let event = 0; event < waiting; event++) {
        await app.owner.query(
          `insert into stripe_events (id, type, is_livemode, status, payload, created_at, received_at)
           values ($1, 'customer.updated', false, 'dead', '{}', now() - interval '1 hour', now() - interval '1 hour')`,
          [`evt_${newId()}`],
        );
      }
      await app.get(FigureEvaluation).run();
      // a second worker that looks at the same time is the same look
      await app.get(FigureEvaluation).run();
    };
    const hits = () => staff.of('stripe_events', 'stripe_events');
    try {
      for (let index = 0; index < 10; index++) await minute(index, 2);
      expect(await hits()).toEqual([]);
      await minute(10, 2);
      expect(await hits()).toMatchObject([{ status: 'open', severity: 'high', subjectKind: 'system', unit: 'events', peak: 2 }]);
      for (let index = 11; index < 20; index++) await minute(index, index % 2 === 0 ? 5 : 0);
      expect(await hits()).toMatchObject([{ status: 'open', peak: 5 }]);
      for (let index = 20; index < 30; index++) await minute(index, 0);
      expect(await hits()).toMatchObject([{ status: 'resolved' }]);
      for (let index = 30; index < 41; index++) await minute(index, 1);
      const [hit] = await hits();
      expect(hit).toMatchObject({ status: 'open', openings: 2 });
      expect((await staff.read(hit?.id ?? '')).steps.map(({ kind, told }) => [kind, told.length])).toEqual([
        ['opened', 1],
        ['cleared', 1],
        ['reopened', 0],
      ]);
      const { body } = await staff.request<AlertRuleList>('GET', '/admin/alert-rules');
      expect(body.items.find(({ key }) => key === 'stripe_events')).toMatchObject({ value: 1, unsettled: 1, kind: 'figure' });
    } finally {
      time.back();
    }
  });
});
