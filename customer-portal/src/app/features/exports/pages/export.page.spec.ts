import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Export } from '@orbisvoice/shared-dto';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { FakeStream, aRunningExport, anExport } from '../../../testing/export-factories';
import { describePageStates } from '../../../testing/page-states';
import { EXPORT_POLL_MS } from '../live-exports';
import ExportPage from './export.page';

const providers = [{ provide: EXPORT_POLL_MS, useValue: 5 }];

describe('export page', () => {
  describePageStates(ExportPage, 'exports/e1', { path: 'exports/:id', url: '/exports/e1' });

  async function open(one: Export): Promise<PageHarness<ExportPage>> {
    const page = await PageHarness.open(ExportPage, { path: 'exports/:id', url: `/exports/${one.id}`, providers });
    await page.answer('GET', `exports/${one.id}`, one);
    return page;
  }

  it('says all there is to say about a file', async () => {
    const page = await open(anExport({ filters: { outcome: 'success' } }));
    for (const text of ['Conversations', 'Ready', 'conversations-20260504.csv', 'Everything there is · Success', '12,480', '3.2 MB']) {
      expect(page.text).toContain(text);
    }
    expect(page.control('Download conversations-20260504.csv')).toBeTruthy();
  });

  it('is there when it is ready', async () => {
    const running = aRunningExport();
    const page = await open(running);
    const stream = new FakeStream(page.request('GET', 'exports/events'));
    await page.settle();
    await page.answer('GET', `exports/${running.id}`, running);
    expect(page.find<HTMLProgressElement>('progress').value).toBe(25);
    expect(() => page.control(/^Download/)).toThrow();
    stream.say('export', anExport({ id: running.id }));
    await page.settle();
    expect(page.control(/^Download/)).toBeTruthy();
    stream.say('deleted', { id: running.id });
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/exports');
  });

  it('believes what it was told while it was being read', async () => {
    const running = aRunningExport();
    const page = await PageHarness.open(ExportPage, { path: 'exports/:id', url: `/exports/${running.id}`, providers });
    const stream = new FakeStream(page.request('GET', 'exports/events'));
    stream.say('export', anExport({ id: running.id }));
    await page.settle();
    await page.answer('GET', `exports/${running.id}`, running);
    expect(page.text).toContain('Ready');
    expect(page.text).toContain('works for 5 minutes');
  });

  it('looks again while it is told nothing, and says when that fails', async () => {
    const running = aRunningExport();
    const page = await open(running);
    page.request('GET', 'exports/events').flush('', { status: 403, statusText: 'Forbidden' });
    await page.settle();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await page.refuse('GET', `exports/${running.id}`, aProblem('service.unavailable', 503));
    expect(page.text).toContain('What you see may be older.');
    expect(page.text).toContain('3,000 of 12,000 rows');
    await page.click('Try again');
    const [look] = page.requests('GET', `exports/${running.id}`);
    look?.flush(anExport({ id: running.id, status: 'failed', failure: 'timed_out' }));
    await page.settle();
    expect(page.text).toContain('It took longer than an export may.');
    expect(page.text).not.toContain('What you see may be older.');
  });

  it('tells that the time of a file is over', async () => {
    const page = await open(anExport({ status: 'expired' }));
    expect(page.text).toContain('Its time is over');
    expect(page.control(/^Write it again/)).toBeTruthy();
  });
});
