import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '../../sandbox/demo/seed.js';
import { PatternEvaluation } from '../../src/modules/alerts/services/pattern-evaluation.js';
import { AuditVerifier } from '../../src/modules/audit/index.js';
import { WebhookPulseReader } from '../../src/modules/billing/services/webhook-pulse.service.js';
import { ExportRescue } from '../../src/modules/exports/services/export-rescue.js';
import { startTestApp, testEnvironment, type TestApp } from '../harness/app.js';
import { freshDatabase, type TestDatabase } from '../harness/postgres.js';

/** What staff find on their desks in a fresh demo, and what the show window's owner takes along. */
describe('the demo’s desks', () => {
  let app: TestApp;
  let database: TestDatabase;
  let folder = '';

  const seed = (): Promise<void> =>
    seedDemo({
      ownerUrl: database.ownerUrl,
      password: 'a password of the demo test',
      dataSecret: testEnvironment(database)['DATA_SECRET'] ?? '',
      log: () => undefined,
    });
  const rows = async <T extends object>(text: string): Promise<T[]> => (await app.owner.query<T>(text)).rows;
  const one = async (text: string): Promise<object | undefined> => (await rows<object>(text))[0];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orbis-demo-desk-'));
    database = await freshDatabase();
    await seed();
    app = await startTestApp({ database, environment: { EXPORT_DIR: folder } });
  }, 180_000);

  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has alerts in every state that staff leave them in, each by its rule, and a rule that is muted for a reason', async () => {
    const hits =
      await rows(`select rule, status, is_muted as muted, count >= threshold as reached, jsonb_array_length(evidence) = count as shown,
        (select string_agg(kind, ' ' order by at) from security_alert_steps s where s.alert_id = a.id) as steps,
        (select string_agg(channel, ' ' order by channel) from alert_deliveries d where d.alert_id = a.id and d.status = 'waiting') as told
      from security_alerts a order by rule`);
    const common = { reached: true, shown: true };
    expect(hits).toEqual([
      { rule: 'api_key_new_country', status: 'open', muted: false, ...common, steps: 'opened', told: 'email owners' },
      { rule: 'credential_stuffing', status: 'open', muted: false, ...common, steps: 'opened', told: 'email' },
      { rule: 'export_burst', status: 'acknowledged', muted: false, ...common, steps: 'opened acknowledged', told: null },
      { rule: 'webhook_signatures', status: 'open', muted: true, ...common, steps: 'opened', told: null },
    ]);
    expect(await rows('select key, mute_reason is not null and muted_until > now() as muted from alert_rules')).toEqual([
      { key: 'webhook_signatures', muted: true },
    ]);
  });

  it('has a system that hears of invoices, and one that said it is gone, told of what is in this demo', async () => {
    expect(
      await rows(`select e.description, e.is_enabled as "isEnabled", e.disabled_reason as reason, count(*) > 0 as told,
        bool_and(d.tries = (select count(*) from webhook_tries t where t.delivery_id = d.id)) as counted
        from webhook_endpoints e join webhook_deliveries d on d.endpoint_id = e.id group by e.id order by e.description`),
    ).toEqual([
      { description: 'Bookkeeping', isEnabled: true, reason: null, told: true, counted: true },
      { description: 'Wallboard of the front desk', isEnabled: false, reason: 'gone', told: true, counted: true },
    ]);
    const lost = `select count(*)::int as lost from webhook_deliveries d
      left join conversations c on c.id::text = d.body::jsonb #>> '{data,conversationId}' and c.tenant_id = d.tenant_id
      left join invoices i on i.id::text = d.body::jsonb #>> '{data,invoiceId}' and i.tenant_id = d.tenant_id where c.id is null and i.id is null`;
    expect(await one(lost)).toEqual({ lost: 0 });
  });

  it('leaves the rules nothing to find twice', async () => {
    await app.get(PatternEvaluation).run();
    expect(await one('select count(*)::int as hits, max(openings) as openings from security_alerts')).toEqual({ hits: 4, openings: 1 });
  });

  it('tells how people became staff: at the machine, by two, in time or not, and one who waits', async () => {
    const changes =
      await rows(`select c.status, c.proposed_by is null as machine, c.decided_by is distinct from c.proposed_by as two, u.is_admin as staff
      from staff_changes c join users u on u.id = c.user_id order by c.proposed_at`);
    expect(changes).toEqual([
      { status: 'confirmed', machine: true, two: false, staff: true },
      { status: 'confirmed', machine: false, two: true, staff: true },
      { status: 'expired', machine: false, two: true, staff: false },
      { status: 'pending', machine: false, two: true, staff: false },
    ]);
    expect(await one('select count(*)::int as staff from staff_roster')).toEqual({ staff: 3 });
  });

  it('has runs over many tenants: one undone, one that can be, and tenants that stand as the runs left them', async () => {
    const runs = await rows(`select r.action, r.status, r.undo_of is not null as undoes, (selection ->> 'total')::int = count(b.*) as whole,
        count(*) filter (where b.outcome = 'done')::int as done, count(*) filter (where b.detail = 'protected')::int as protected
      from tenant_bulk_runs r join tenant_bulk_rows b on b.run_id = r.id group by r.id order by r.created_at`);
    expect(runs).toEqual([
      { action: 'suspend', status: 'done', undoes: false, whole: true, done: 3, protected: 1 },
      { action: 'undo', status: 'done', undoes: true, whole: true, done: 3, protected: 0 },
      { action: 'suspend', status: 'done', undoes: false, whole: true, done: 2, protected: 0 },
    ]);
    const standing = await one(`select count(*) filter (where t.status = 'suspended')::int as suspended,
        count(*) filter (where t.status = 'suspended' and t.status_reason is not null and t.status_since is not null)::int as explained,
        count(*) filter (where b.status_after <> t.status)::int as astray,
        (select count(*)::int from conversations c join tenants s on s.id = c.tenant_id
          where s.status = 'suspended' and c.started_at > s.status_since) as talking
      from tenants t left join lateral (select status_after from tenant_bulk_rows
        where tenant_id = t.id and outcome = 'done' order by settled_at desc limit 1) b on true`);
    expect(standing).toEqual({ suspended: 2, explained: 2, astray: 0, talking: 0 });
  });

  it('has told the owners of these tenants by mail what their log says, in the zone of the workspace, and the mails left', async () => {
    const told = await rows(`select a.action, count(*)::int as acts, count(distinct a.tenant_id)::int as tenants,
        count(*) filter (where m.status = 'sent' and m.transport is not null and m.recipient = t.billing_email
          and m.user_id in (select id from users u where u.tenant_id = a.tenant_id and u.role = 'owner'))::int as to_owner,
        count(*) filter (where m.data ->> 'reason' = a.changes -> 'reason' ->> 'after' and (m.data ->> 'isBanned')::boolean = false
          and (m.data ->> 'isReinstated')::boolean = (a.action = 'tenant.reinstated') and m.data ->> 'company' = t.name
          and m.data ->> 'at' like to_char(a.at at time zone t.time_zone, 'FMDD FMMonth YYYY') || '%'
             || to_char(a.at at time zone t.time_zone, 'HH24:MI') || ' %')::int as same_words,
        count(*) filter (where exists (select from email_events e where e.message_id = m.id and e.kind = 'delivered' and e.at > m.sent_at))::int
          as delivered
      from audit_entries a join tenants t on t.id = a.tenant_id
        left join email_messages m on m.tenant_id = a.tenant_id and m.template = 'account-suspended'
          and m.created_at > a.at and m.created_at < a.at + interval '5 seconds'
      where a.action in ('tenant.suspended', 'tenant.reinstated') group by 1 order by 1`);
    expect(told).toEqual([
      { action: 'tenant.reinstated', acts: 3, tenants: 3, to_owner: 3, same_words: 3, delivered: 3 },
      { action: 'tenant.suspended', acts: 5, tenants: 5, to_owner: 5, same_words: 5, delivered: 5 },
    ]);
    expect(await one(`select count(*)::int as mails from email_messages where template = 'account-suspended'`)).toEqual({ mails: 8 });
  });

  it('says in the subject what was done, by a version of the template that is kept', async () => {
    const subjects =
      await rows(`select (m.data ->> 'isReinstated')::boolean as reinstated, count(*)::int as mails, min(m.subject) as subject,
        count(distinct m.subject)::int as subjects, count(v.version)::int as versioned
      from email_messages m left join email_template_versions v on v.version = m.template_version and v.template = m.template
      where m.template = 'account-suspended' group by 1 order by 1`);
    expect(subjects).toEqual([
      { reinstated: false, mails: 5, subject: 'Your OrbisVoice workspace is suspended', subjects: 1, versioned: 5 },
      { reinstated: true, mails: 3, subject: 'Your OrbisVoice workspace runs again', subjects: 1, versioned: 3 },
    ]);
  });

  it('has reconciliations: one that fetched an event which never came, and one that found nothing', async () => {
    const runs = await rows(`select r.status, r.discrepancies, r.repaired, r.customers > 10 and r.invoices > 10 as looked,
        (select string_agg(f.kind || ' ' || f.object, ',') from reconciliation_findings f join stripe_events e on e.id = f.object_id
          and e.is_fetched and e.received_at > r.started_at and e.received_at < r.finished_at where f.run_id = r.id) as fetched
      from reconciliation_runs r order by started_at`);
    expect(runs).toEqual([
      { status: 'repaired', discrepancies: 1, repaired: 1, looked: true, fetched: 'missing event' },
      { status: 'clean', discrepancies: 0, repaired: 0, looked: true, fetched: null },
    ]);
  });

  it('has heard of Stripe within the hour', async () => {
    const { isSilent, lastEventAt, backlog, dead } = await app.get(WebhookPulseReader).read();
    expect({ isSilent, backlog, dead }).toEqual({ isSilent: false, backlog: 0, dead: 0 });
    expect(Date.now() - Date.parse(lastEventAt ?? '')).toBeLessThan(3_600_000);
  });

  it('has the show window’s export made by the product, beside one that failed and a report by mail', async () => {
    await app.get(ExportRescue).run();
    await app.settle();
    const exports = await rows(`select e.dataset, e.status, e.failure, e.storage_key is not null as stored,
        e.row_count = (select count(*) from conversations c where c.tenant_id = e.tenant_id) as whole, e.byte_count > 10000 as large
      from exports e order by created_at`);
    expect(exports).toEqual([
      { dataset: 'transcript_turns', status: 'failed', failure: 'timed_out', stored: false, whole: false, large: false },
      { dataset: 'conversations', status: 'completed', failure: null, stored: true, whole: true, large: true },
    ]);
    const schedule = await one(`select s.frequency, s.next_run_at > now() as planned, r.email = t.billing_email as owner
      from report_schedules s join report_recipients r on r.schedule_id = s.id join tenants t on t.id = s.tenant_id`);
    expect(schedule).toEqual({ frequency: 'weekly', planned: true, owner: true });
  }, 60_000);

  it('gives exports and reports to the show window alone', async () => {
    const tenants = await rows(`select slug from tenants where id in
      (select tenant_id from exports union all select tenant_id from report_schedules union all select tenant_id from report_recipients)`);
    expect(tenants).toEqual([{ slug: 'aurora-dental' }]);
  });

  it('has it all on record, and the record verifies', async () => {
    const verified = await app.get(AuditVerifier).verify();
    expect(verified).toMatchObject({ tenants: 41, findings: [] });
    const missing =
      await rows(`select what from (values ('admin.staff_change_proposed', 3), ('admin.staff_granted', 2), ('tenant.suspended', 5),
        ('tenant.reinstated', 3), ('admin.tenant_bulk_started', 3), ('admin.alert_acknowledged', 1), ('admin.alert_rule_changed', 1),
        ('admin.tenants_exported', 11), ('billing.reconciled', 1), ('export.created', 2), ('report.schedule_created', 1)) w (what, times)
      where times <> (select count(*) from audit_entries a where a.action = w.what)`);
    expect(missing).toEqual([]);
  });

  it('is not made a second time', async () => {
    await expect(seed()).rejects.toThrow('empty database');
    expect(
      await one('select (select count(*)::int from security_alerts) as alerts, (select count(*)::int from exports) as exports'),
    ).toEqual({
      alerts: 4,
      exports: 2,
    });
  });
});
