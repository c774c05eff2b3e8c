import { randomUUID } from 'node:crypto';
import { SuppressionService } from '../../src/modules/email/services/suppression.service.js';
import { Suppressor } from '../../src/modules/email/services/suppressor.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { mailsTo } from './mails.js';
import { ProviderWorld } from './provider-world.js';

const DAY = 86_400_000;

describe.each(['sendgrid', 'resend'] as const)('%s', (provider) => {
  let started: Awaited<ReturnType<typeof ProviderWorld.start>>;
  let world: ProviderWorld;

  beforeAll(async () => {
    started = await ProviderWorld.start(provider);
  });
  beforeEach(async () => {
    world = await started.settled();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => started.close());

  it('says that a mail arrived', async () => {
    expect(await world.lastRow()).toMatchObject({ status: 'sent', transport: provider });
    expect(await world.post(world.news('delivered'))).toMatchObject({ status: 200, body: { received: true } });
    expect(await world.timeline()).toEqual([expect.objectContaining({ kind: 'delivered', provider })]);
    expect(await world.suppressions()).toEqual([]);
  });

  it('stops everything to a mailbox that is not there, and says why', async () => {
    await world.tell('hard_bounce');
    expect(await world.suppressions()).toMatchObject([{ scope: 'all', reason: 'hard_bounce', source: provider, expires_at: null }]);
    expect(await world.audited('email.suppressed')).toMatchObject([{ reason: { after: 'hard_bounce' }, source: { after: provider } }]);
    expect(await world.timeline()).toMatchObject([{ kind: 'bounced' }]);
    const before = mailsTo(world.mailbox, world.owner.email).length;
    await world.happens();
    expect(await world.lastRow()).toMatchObject({ status: 'suppressed', error: 'the address is suppressed: hard bounce' });
    expect(mailsTo(world.mailbox, world.owner.email)).toHaveLength(before);
  });

  it('takes an event in once, however often and however concurrently it comes', async () => {
    const webhook = world.news('hard_bounce');
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.post(webhook)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await world.timeline()).toHaveLength(1);
    expect(await world.suppressions()).toHaveLength(1);
    expect(await world.audited('email.suppressed')).toHaveLength(1);
  });

  it('bears with two temporary bounces, rests a week after the third, then writes again', async () => {
    await world.tell('soft_bounce');
    await world.tell('soft_bounce');
    expect(await world.suppressions()).toEqual([]);
    await world.tell('soft_bounce');
    const [rest] = await world.suppressions();
    expect(rest).toMatchObject({ scope: 'all', reason: 'soft_bounces', source: provider });
    const days = ((rest?.expires_at?.getTime() ?? 0) - Date.now()) / DAY;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
    await world.happens();
    expect(await world.lastRow()).toMatchObject({ status: 'suppressed', error: 'the address is suppressed: soft bounces' });
    jest.spyOn(world.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + 8 * DAY));
    const candidate = { recipient: world.owner.email, category: 'security' as const };
    expect(await world.app.get(SuppressionService).refusals([candidate])).toEqual([null]);
  });

  it('counts three at once as three', async () => {
    await Promise.all([world.tell('soft_bounce'), world.tell('soft_bounce'), world.tell('soft_bounce')]);
    expect(await world.suppressions()).toMatchObject([{ reason: 'soft_bounces' }]);
  });

  it('forgets temporary bounces after a week', async () => {
    const at = new Date(Date.now() - 8 * DAY);
    await world.tell('soft_bounce', { at });
    await world.tell('soft_bounce', { at });
    await world.tell('soft_bounce');
    expect(await world.timeline()).toHaveLength(3);
    expect(await world.suppressions()).toEqual([]);
  });

  it('makes a lasting suppression of a resting one when the mailbox goes away', async () => {
    for (let i = 0; i < 3; i++) await world.tell('soft_bounce');
    await world.tell('hard_bounce');
    expect(await world.suppressions()).toMatchObject([{ reason: 'hard_bounce', expires_at: null }]);
    expect(await world.audited('email.suppressed')).toHaveLength(2);
  });

  it('writes only what must be known to somebody who complained', async () => {
    await world.tell('complaint');
    expect(await world.suppressions()).toMatchObject([{ scope: 'optional', reason: 'complaint', expires_at: null }]);
    const { email } = world.owner;
    const refusals = await world.app.get(SuppressionService).refusals([
      { recipient: email.toUpperCase(), category: 'lifecycle' },
      { recipient: email, category: 'security' },
      { recipient: email, category: 'billing' },
      { recipient: `other-${email}`, category: 'lifecycle' },
    ]);
    expect(refusals).toEqual(['the address is suppressed: complaint', null, null, null]);
    await world.happens();
    expect(await world.lastRow()).toMatchObject({ template: 'password-changed', status: 'sent' });
  });

  it('answers what it does not know, without effect', async () => {
    const stranger = { ...world.mail(), id: 'nobody', marks: { orbis_message: randomUUID() } };
    expect((await world.post(world.news('hard_bounce', {}, stranger))).status).toBe(200);
    await world.tell('opened');
    expect(await world.timeline()).toEqual([]);
    const figures = await world.app.get(Metrics).text();
    expect(figures).toContain(`orbis_email_webhook_events_total{provider="${provider}",outcome="unknown_message"} 1`);
    expect(figures).toContain(`orbis_email_webhook_events_total{provider="${provider}",outcome="ignored"} 1`);
  });

  it('finds a mail by the provider’s id when its mark is lost', async () => {
    await world.post(world.news('delivered', {}, { ...world.mail(), marks: {} }));
    expect(await world.timeline()).toMatchObject([{ kind: 'delivered' }]);
  });

  it('believes nothing that is altered, unsigned or old', async () => {
    const webhook = world.news('hard_bounce');
    const altered = { ...webhook, body: webhook.body.replace(/"/, ' "') };
    const unsigned = { ...webhook, headers: { 'content-type': 'application/json' } };
    const stale = world.news('hard_bounce', { signedAt: new Date(Date.now() - 301_000) });
    for (const forged of [altered, unsigned, stale]) {
      expect(await world.post(forged)).toMatchObject({ status: 400, body: { code: 'email.signature_invalid' } });
    }
    expect(await world.timeline()).toEqual([]);
    expect(await world.suppressions()).toEqual([]);
  });

  it('writes all of an event or nothing', async () => {
    const webhook = world.news('hard_bounce');
    jest.spyOn(world.app.get(Suppressor), 'impose').mockRejectedValueOnce(new Error('the disk is full'));
    expect((await world.post(webhook)).status).toBe(500);
    expect(await world.timeline()).toEqual([]);
    expect((await world.post(webhook)).status).toBe(200);
    expect(await world.timeline()).toHaveLength(1);
    expect(await world.suppressions()).toHaveLength(1);
  });
});
