import type { EmailPreferences, Problem } from '@orbisvoice/shared-dto';
import { EMAIL_CATEGORIES, OPTIONAL_EMAIL_CATEGORIES, type OptionalEmailCategory } from '@orbisvoice/shared-dto/values';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import { AllTenantsEmailPreferenceRepository } from '../../src/modules/email/persistence/all-tenants-email-preference.repository.js';
import { PreferenceService, type MailToLeave } from '../../src/modules/email/services/preference.service.js';
import { UnsubscribeLinks } from '../../src/modules/email/services/unsubscribe-links.js';
import { createApiKey } from '../factories/entities.js';
import { tenantWorld, type TenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { keptOf } from './choices.js';

let app: TestApp;
let world: TenantWorld;

beforeAll(async () => {
  app = await startTestApp();
  world = await tenantWorld(app);
  await app.owner.query('delete from email_preferences where tenant_id = $1', [world.tenantId]);
}, 60_000);
afterEach(() => app.owner.query('delete from email_preferences where tenant_id = $1', [world.tenantId]));
afterAll(() => app.close());

const list = (token: string) => app.request<EmailPreferences>('GET', '/email/preferences', { token });
const choose = (token: string, choices: unknown, recipient?: string) =>
  app.request<EmailPreferences & Problem>('PUT', '/email/preferences', { token, body: { choices, ...(recipient && { recipient }) } });
const off = (category: string) => [{ category, isEnabled: false }];

it('lists every category, all on, and says which are no matter of choice', async () => {
  const { status, body } = await list(world.tokens.member);
  expect([status, body.recipients.length]).toEqual([200, 1]);
  const [own] = body.recipients;
  expect(own?.recipient).toBe('self');
  expect(own?.categories.map(({ category }) => category)).toEqual(EMAIL_CATEGORIES);
  for (const one of own?.categories ?? []) {
    const isOptional = OPTIONAL_EMAIL_CATEGORIES.some((category) => category === one.category);
    expect(one).toEqual({ category: one.category, isOptional, isEnabled: true, changedAt: null, source: null });
  }
});

it('writes a choice of one’s own, with its audit line, and leaves the others', async () => {
  const before = (await keptOf(app, world.tenantId)).audit.length;
  const { status, body } = await choose(world.tokens.member, off('lifecycle'));
  expect(status).toBe(200);
  const chosen = body.recipients[0]?.categories.filter(({ isEnabled }) => !isEnabled);
  expect(chosen).toMatchObject([{ category: 'lifecycle', source: 'portal' }]);
  expect(chosen?.[0]?.changedAt).toMatch(/Z$/);
  expect((await list(world.tokens.owner)).body.recipients[0]?.categories.every(({ isEnabled }) => isEnabled)).toBe(true);
  // the same again is no news
  await choose(world.tokens.member, off('lifecycle'));
  const { audit, events } = await keptOf(app, world.tenantId);
  expect(audit.slice(before)).toMatchObject([
    { actor_kind: 'user', changes: { lifecycle: { before: true, after: false }, source: { before: null, after: 'portal' } } },
  ]);
  expect(events.filter(({ detail }) => detail.includes('portal'))).toEqual([]);
});

it('takes the last word where a category comes twice', async () => {
  const { body } = await choose(world.tokens.owner, [...off('reports'), { category: 'reports', isEnabled: true }]);
  expect(body.recipients[0]?.categories.every(({ isEnabled }) => isEnabled)).toBe(true);
});

it.each([
  ['a mandatory category', { choices: off('security') }],
  ['an unknown category', { choices: off('gossip') }],
  ['nothing', { choices: [] }],
  ['somebody else', { recipient: 'everybody', choices: off('reports') }],
  ['a field of another', { userId: newId(), choices: off('reports') }],
])('refuses %s by its field', async (_, body) => {
  const answer = await app.request<Problem>('PUT', '/email/preferences', { token: world.tokens.owner, body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  expect(answer.body.fields?.length).toBeGreaterThan(0);
});

it('is for people: nobody comes in without a session, and no key', async () => {
  expect((await app.request('GET', '/email/preferences')).status).toBe(401);
  const { secret } = await createApiKey(app, world.owner.token);
  expect((await list(secret)).status).toBe(403);
  expect((await choose(secret, off('reports'))).status).toBe(403);
});

describe('the billing address', () => {
  const BILLING = 'Books@Engines.example';
  beforeAll(() => app.owner.query('update tenants set billing_email = $2 where id = $1', [world.tenantId, BILLING]));

  it('is decided about by owner and admin, and shown to nobody else', async () => {
    for (const role of ['owner', 'admin'] as const) {
      const { body } = await list(world.tokens[role]);
      expect(body.recipients.map(({ recipient, address }) => [recipient, address])).toEqual([
        ['self', expect.any(String)],
        ['billing', BILLING.toLowerCase()],
      ]);
    }
    const [, billing] = (await list(world.tokens.owner)).body.recipients;
    expect(billing?.categories.map(({ category }) => category)).toEqual(['usage_80', 'usage_100', 'billing']);
    expect((await list(world.tokens.member)).body.recipients).toHaveLength(1);
    const refused = await choose(world.tokens.member, off('usage_80'), 'billing');
    expect(refused).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
  });

  it('has choices of its own', async () => {
    const { body } = await choose(world.tokens.admin, off('usage_80'), 'billing');
    expect(body.recipients.map(({ categories }) => categories.filter(({ isEnabled }) => !isEnabled).length)).toEqual([0, 1]);
    const service = app.get(PreferenceService);
    expect(await service.areWanted([usageMail('books@engines.example'), usageMail(world.owner.email)])).toEqual([false, true]);
  });
});

const usageMail = (recipient: string, percent = '80', tenantId = world.tenantId): MailToLeave => ({
  tenantId: tenantIdOf(tenantId),
  recipient,
  template: 'conversation-limit',
  data: { percent },
});

it('answers for a batch across tenants with one query, and asks nothing about what must be known', async () => {
  const other = await app.signUp();
  const chosen: readonly OptionalEmailCategory[] = ['usage_100', 'reports'];
  for (const category of chosen) await choose(other.token, off(category));
  const unwanted = jest.spyOn(app.get(AllTenantsEmailPreferenceRepository), 'unwanted');
  const mandatory: MailToLeave = { ...usageMail(other.email), template: 'password-changed' };
  const service = app.get(PreferenceService);
  const batch = [
    mandatory,
    usageMail(other.email, '80', other.tenantId),
    usageMail(other.email.toUpperCase(), '100', other.tenantId),
    usageMail(other.email, '100'),
  ];
  expect(await service.refusals(batch)).toEqual([null, null, 'unsubscribed from usage at the limit', null]);
  expect(unwanted).toHaveBeenCalledTimes(1);
  expect(await service.refusals([mandatory])).toEqual([null]);
  expect(await service.refusals([])).toEqual([]);
  expect(unwanted).toHaveBeenCalledTimes(1);
  unwanted.mockRestore();
});

it('never refuses what must be known, whatever a row says', async () => {
  const hash = app.get(UnsubscribeLinks).recipientHash(world.owner.email);
  for (const category of ['security', 'usage_80'])
    await app.owner.query(
      `insert into email_preferences (tenant_id, recipient_hash, category, is_enabled, source, updated_at) values ($1, $2, $3, false, 'portal', now())`,
      [world.tenantId, hash, category],
    );
  const usage = usageMail(world.owner.email);
  const service = app.get(PreferenceService);
  expect(await service.areWanted([usage, { ...usage, template: 'password-reset' }])).toEqual([false, true]);
  const [own] = (await list(world.tokens.owner)).body.recipients;
  expect(own?.categories.find(({ category }) => category === 'security')).toMatchObject({ isEnabled: true, source: null });
});
