import { aProblem, catchDownloads, PageHarness } from '@orbisvoice/shared-ui/testing';
import type { AuditVerification, AuditVerifications } from '@orbisvoice/shared-dto';
import { POLL_MS } from '../../../core/poll-while';
import { IntegrityPage } from './integrity.page';

const PATH = 'admin/audit/verify';
const HEADS = 'admin/audit/heads';
const TENANT = '0195f3c0-0000-7000-8000-000000000100';
const AT = '2026-03-04T10:00:00.000Z';

const aRun = (over: Partial<AuditVerification> = {}): AuditVerification => ({
  id: '0195f3c0-0000-7000-8000-000000000001',
  status: 'intact',
  startedAt: AT,
  startedBy: 'Schedule',
  finishedAt: AT,
  entries: 12_345,
  tenants: 40,
  heads: 39,
  faultyTenants: 0,
  findings: [],
  error: null,
  ...over,
});
const aPage = (...items: AuditVerification[]): AuditVerifications => ({
  items,
  publicKey: '-----BEGIN PUBLIC KEY-----',
  signedHeads: 39,
  lastSignedAt: AT,
});

describe('IntegrityPage', () => {
  const open = () =>
    PageHarness.open(IntegrityPage, {
      path: 'audit/integrity',
      me: { isAdmin: true },
      providers: [{ provide: POLL_MS, useValue: 1 }],
    });

  it('shows the last check and what is needed outside', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aPage(aRun()));
    for (const text of ['Intact', '12,345 entries of 40 tenants', '39 signed ends', 'BEGIN PUBLIC KEY']) expect(view.text).toContain(text);
  });

  it('names the first bad place of a broken chain, and leads to its tenant', async () => {
    const view = await open();
    const findings = [{ tenantId: TENANT, tenantName: 'Northwind Dental', seq: 17, kind: 'missing' as const }];
    await view.answer('GET', PATH, aPage(aRun({ status: 'broken', faultyTenants: 1, findings })));
    expect(view.text).toContain('entries are missing');
    expect(view.text).toContain('at place 17');
    expect(view.find<HTMLAnchorElement>(`a[href$="/tenants/${TENANT}"]`).textContent).toContain('Northwind Dental');
  });

  it('starts a check and shows its progress', async () => {
    const view = await open();
    await view.answer('GET', PATH, aPage());
    expect(view.text).toContain('Never checked');
    await view.click('Check now');
    await view.answer('POST', PATH, aRun({ status: 'running' }));
    await view.answer('GET', PATH, aPage(aRun({ status: 'running', finishedAt: null })));
    expect(view.text).toContain('Checking since');
    expect(view.text).not.toContain('Check now');
  });

  it('says so when somebody else was faster', async () => {
    const view = await open();
    await view.answer('GET', PATH, aPage());
    await view.click('Check now');
    await view.refuse('POST', PATH, aProblem('audit.verification_running', 409));
    await view.answer('GET', PATH, aPage());
    expect(view.text).toContain('The audit log is already being checked.');
  });

  it('looks on while a check runs, and says what became of it', async () => {
    const view = await open();
    await view.answer('GET', PATH, aPage(aRun({ id: 'now', status: 'running', finishedAt: null, entries: 1, tenants: 1 }), aRun()));
    expect(view.text).toContain('1 entry of 1 tenant');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await view.settle();
    await view.answer('GET', PATH, aPage(aRun({ id: 'now', status: 'failed', error: 'the worker fell silent' }), aRun()));
    expect(view.text).toContain('the worker fell silent');
    expect(view.text).not.toContain('Checking since');
    expect(view.control('Check now')).toBeTruthy();
  });

  it('keeps saying what a broken log was found to be while a later check fails', async () => {
    const view = await open();
    const findings = [{ tenantId: TENANT, tenantName: 'Loom & Sons', seq: 4, kind: 'changed' as const }];
    const broken = aRun({ id: 'broken', status: 'broken', faultyTenants: 1, findings });
    await view.answer('GET', PATH, aPage(aRun({ id: 'now', status: 'failed', error: 'out of breath' }), broken, aRun({ id: 'old' })));
    expect(view.text).toContain('This check did not come to its end');
    expect(view.text).toContain('Last check that came to its end');
    expect(view.text).toContain('Loom & Sons');
    const earlier = [...view.element.querySelectorAll('ov-card')].at(-1);
    expect(earlier?.querySelectorAll('li')).toHaveLength(1);
  });

  it('lists as earlier what is neither the last check nor under way', async () => {
    const view = await open();
    await view.answer('GET', PATH, aPage(aRun({ id: 'now', status: 'running' }), aRun({ id: 'last' })));
    expect(view.text).not.toContain('Earlier checks');
    await view.click('Refresh');
    await view.answer('GET', PATH, aPage(aRun({ id: 'last' }), aRun({ id: 'before', status: 'broken', startedBy: 'Sol Winter' })));
    const earlier = [...view.element.querySelectorAll('ov-card')].at(-1);
    expect(earlier?.querySelectorAll('li')).toHaveLength(1);
    expect(earlier?.textContent).toMatch(/Earlier checks.*Broken.*Sol Winter/s);
  });

  it('says how many of the broken chains it shows when there are more', async () => {
    const view = await open();
    const findings = [{ tenantId: TENANT, tenantName: null, seq: 0, kind: 'unchained' as const }];
    await view.answer('GET', PATH, aPage(aRun({ status: 'broken', faultyTenants: 120, findings })));
    expect(view.find('[role="alert"]').textContent).toContain('in 120 chains. The first bad place of 1 of them:');
    expect(view.text).not.toContain('at place');
  });

  it('saves the signed ends, and says beside the button why it could not', async () => {
    const saved = catchDownloads();
    const view = await open();
    await view.answer('GET', PATH, aPage(aRun()));
    await view.click('Save signed ends');
    await view.refuse('GET', HEADS, aProblem('request.rate_limited', 429));
    expect(view.find('[role="alert"]').textContent).toContain('Too many requests');
    expect(view.control('Check now').getAttribute('aria-busy')).toBeNull();
    await view.click('Save signed ends');
    await view.answer('GET', HEADS, new Blob(['{}']));
    expect(view.has('[role="alert"]')).toBe(false);
    expect(saved).toEqual(['orbisvoice-audit-heads.jsonl']);
  });

  it('offers no file while nothing is signed', async () => {
    const view = await open();
    await view.answer('GET', PATH, { ...aPage(), signedHeads: 0, lastSignedAt: null });
    expect(view.control('Save signed ends')).toHaveProperty('disabled', true);
  });

  it('keeps what it has when it cannot look again', async () => {
    const view = await open();
    await view.answer('GET', PATH, aPage(aRun()));
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.has('oc-stale')).toBe(true);
    expect(view.text).toContain('Intact');
  });

  it('shows why it cannot be read', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('oc-problem')).toBe(true);
  });
});
