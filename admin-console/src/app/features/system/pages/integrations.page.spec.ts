import { TestBed } from '@angular/core/testing';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { anIntegration } from '../../../testing/queue-fixtures';
import { IntegrationsPage } from './integrations.page';

const PATH = 'admin/system/integrations';
const AT = '2026-03-04T10:00:00.000Z';

describe('IntegrationsPage', () => {
  const open = () =>
    PageHarness.open(IntegrationsPage, { path: 'system/integrations', url: '/system/integrations', me: { isAdmin: true } });
  const board = (...items: ReturnType<typeof anIntegration>[]) => ({ asOf: AT, items });
  const toasts = () => TestBed.inject(ToastService).toasts();

  it('shows how each answers, and the circuits of all processes', async () => {
    const view = await open();
    const circuit = { host: 'w1', pid: 7, kind: 'worker', state: 'open', until: AT } as const;
    const webhook = anIntegration({
      name: 'stripe-webhook',
      kind: 'webhooks',
      canProbe: false,
      failures24h: 2,
      lastErrorAt: AT,
      lastError: 'unsigned',
    });
    await view.answer('GET', PATH, board(anIntegration({ circuits: [circuit] }), webhook));
    const [mail, stripe] = [...view.element.querySelectorAll('oc-integration-card')].map((card) => card.textContent?.replace(/\s+/g, ' '));
    expect(mail).toMatch(/Mail server \(SMTP\).*Circuit open.*12 ms.*3 well, 0 failures.*Worker w1, pid 7.*Open/);
    expect(stripe).toMatch(/Webhook of Stripe.*3 signed, 2 refused.*unsigned.*there is nobody to ask/);
    expect(view.element.querySelectorAll('.oc-probe button')).toHaveLength(1);
  });

  it('shows a watched service by the name of the settings, with its last error', async () => {
    const view = await open();
    const engine = { name: 'engine', kind: 'service', lastSuccessAt: null, lastErrorAt: AT, lastError: 'It answers 503' } as const;
    await view.answer('GET', PATH, board(anIntegration(engine), anIntegration({ name: 'storage', kind: 'storage' })));
    const [service, storage] = [...view.element.querySelectorAll('oc-integration-card')].map((card) =>
      card.textContent?.replace(/\s+/g, ' '),
    );
    expect(service).toMatch(/engine.*Fails.*Watched service.*never.*It answers 503/);
    expect(storage).toMatch(/Storage of files.*Answers/);
    expect(view.control('Probe now: engine')).toBeTruthy();
  });

  it('asks one, shows that it is asked, and what it said to everybody', async () => {
    const view = await open();
    await view.answer('GET', PATH, board(anIntegration()));
    await view.click('Probe now: Mail server (SMTP)');
    expect(view.find('.oc-probe [role="status"]').textContent).toContain('Asking…');
    const probe = { beganAt: AT, endedAt: AT, byName: 'Sol Winter', isOk: false, latencyMs: 9, detail: 'ECONNREFUSED' };
    await view.answer('POST', `${PATH}/smtp/probe`, probe);
    await view.answer('GET', PATH, board(anIntegration({ probe })));
    expect(view.find('.oc-probe').textContent).toMatch(/down.*ECONNREFUSED.*by Sol Winter/s);
    expect(toasts().at(-1)).toMatchObject({ tone: 'danger', text: 'Mail server (SMTP): ECONNREFUSED' });
  });

  it('says so when it was just asked, and tells a refusal', async () => {
    const view = await open();
    await view.answer('GET', PATH, board(anIntegration()));
    await view.click('Probe now: Mail server (SMTP)');
    await view.refuse('POST', `${PATH}/smtp/probe`, aProblem('integrations.probe_too_soon', 429));
    expect(toasts().at(-1)?.text).toContain('It has just been asked');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
