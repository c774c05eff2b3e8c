import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { AuditEntry } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { anImpersonatedSession, aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { anId } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import AuditPage from './audit.page';

const anEntry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  id: anId(),
  at: '2026-05-04T10:00:00.000Z',
  tenantId: anId(),
  tenantName: 'Analytical Engines',
  seq: 7,
  action: 'agent.updated',
  actorKind: 'user',
  actorId: 'user-1',
  actorName: 'Ada Lovelace',
  impersonatorId: null,
  impersonatorName: null,
  targetType: 'agent',
  targetId: 'agent-1',
  changes: { name: { before: 'Reception', after: 'Front desk' } },
  ip: '203.0.113.7',
  traceId: 'trace-1',
  ...change,
});

describe('audit page', () => {
  describePageStates(AuditPage, 'audit');

  const url = () => TestBed.inject(Router).url;

  async function open(items: AuditEntry[], options: { url?: string; next?: string } = {}): Promise<PageHarness<AuditPage>> {
    const page = await PageHarness.open(AuditPage, options.url === undefined ? {} : { url: options.url });
    await page.answer('GET', 'audit', { items, next: options.next ?? null });
    return page;
  }

  it('opens an entry to what it changed and from where', async () => {
    const page = await open([anEntry()]);
    const toggle = page.control('Changed an agent');
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    await page.click('Changed an agent');
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(page.find('del').textContent).toBe('Reception');
    expect(page.find('ins').textContent).toBe('Front desk');
    expect(page.text).toContain('203.0.113.7');
    expect(page.text).toContain('Place in the log7');
  });

  it('calls staff staff, and says why they did it', async () => {
    const page = await open([
      anEntry({
        action: 'tenant.suspended',
        actorKind: 'staff',
        actorName: 'Sam',
        ip: null,
        changes: { reason: { before: null, after: 'Unpaid' } },
      }),
      anEntry({ impersonatorId: anId(), impersonatorName: 'Sam' }),
    ]);
    const [suspended, acted] = page.element.querySelectorAll('ov-audit-row');
    expect(suspended?.textContent).toContain('OrbisVoice staff (Sam)');
    expect(suspended?.textContent).toContain('Unpaid');
    expect(acted?.textContent).toContain('OrbisVoice staff (Sam) acting as Ada Lovelace');
  });

  it('keeps its filters in the address, in days of the workspace', async () => {
    const page = await open([anEntry()], { url: '/page?action=agent.updated&actorKind=user&from=2026-05-01&to=2026-05-04&ip=x' });
    await page.click('Clear filters');
    const { request } = page.request('GET', 'audit');
    expect(url()).toBe('/page');
    expect(request.urlWithParams).toBe('/api/audit?pageSize=50');
  });

  it('asks for what is like an entry, and lets go of it', async () => {
    const page = await open([anEntry()]);
    await page.click('Changed an agent');
    await page.click('Only this address');
    expect(page.request('GET', 'audit').request.urlWithParams).toContain('ip=203.0.113.7');
    expect(url()).toContain('ip=203.0.113.7');
    // the entry may be on a later page, and go away
    expect(document.activeElement).toBe(page.find('ov-keyset-part'));
    await page.click('No longer only: 203.0.113.7');
    expect(url()).toBe('/page');
    expect(document.activeElement).toBe(page.find('.ov-filters select'));
  });

  it('hides conversations on request, in the address and in the list, and says so', async () => {
    const page = await open([anEntry()]);
    expect(page.control('Hide conversations').getAttribute('aria-checked')).toBe('false');
    expect(page.text).not.toContain('are hidden');
    await page.click('Hide conversations');
    expect(url()).toBe('/page?without=conversations');
    const { request } = await page.answer('GET', 'audit', { items: [anEntry()], next: null });
    expect(request.urlWithParams).toContain('without=conversations');
    expect(page.text).toContain('calls of their tools are hidden, here and in exports');
    await page.click('Export CSV');
    expect(page.request('GET', 'audit/export').request.urlWithParams).toBe('/api/audit/export?format=csv&without=conversations');
    await page.click('Show them');
    expect(url()).toBe('/page');
    expect(document.activeElement).toBe(page.find('.ov-filters select'));
  });

  it('shows who looked at it', async () => {
    const page = await open([anEntry()]);
    await page.click('Who looked at it');
    expect(page.request('GET', 'audit').request.urlWithParams).toContain('action=audit.read');
  });

  it('goes on by keyset, and says when that fails', async () => {
    const page = await open([anEntry()], { next: 'cursor-1' });
    await page.click('Load more');
    await page.refuse('GET', 'audit', aProblem('service.internal', 500));
    expect(page.find('ov-notice[tone="danger"], .ov-notice[data-tone="danger"]')).toBeTruthy();
    await page.click('Load more');
    await page.answer('GET', 'audit', { items: [anEntry({ action: 'agent.deleted' })], next: null });
    expect(page.element.querySelectorAll('ov-audit-row')).toHaveLength(2);
  });

  it('exports what the filters find, and says when that is refused', async () => {
    const page = await open([anEntry()], { url: '/page?action=agent.updated' });
    await page.click('Export JSON lines');
    const asked = page.request('GET', 'audit/export');
    expect(asked.request.urlWithParams).toBe('/api/audit/export?format=jsonl&action=agent.updated');
    asked.flush(new Blob([JSON.stringify(aProblem('request.rate_limited', 429))], { type: 'application/problem+json' }), {
      status: 429,
      statusText: 'Too many',
    });
    await page.settle();
    await page.settle();
    expect(page.has('[role="alert"], ov-notice')).toBe(true);
    expect(page.control('Export CSV').hasAttribute('disabled')).toBe(false);
  });

  it('does not offer the export to staff who act as somebody', async () => {
    const page = await open([anEntry()]);
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await page.settle();
    expect(page.text).not.toContain('Export CSV');
  });

  it('tells an empty log from an empty search', async () => {
    expect((await open([])).text).toContain('Nothing has been recorded yet');
    TestBed.resetTestingModule();
    expect((await open([], { url: '/page?actorKind=staff' })).text).toContain('No entry matches these filters');
  });
});
