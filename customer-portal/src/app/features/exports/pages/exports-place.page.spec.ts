import { TestBed } from '@angular/core/testing';
import type { Export } from '@orbisvoice/shared-dto';
import { ConfirmService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, type PageOptions } from '@orbisvoice/shared-ui/testing';
import { anExport } from '../../../testing/export-factories';
import ExportsPage from './exports.page';

describe('exports page, where the keyboard is and what an empty list offers', () => {
  async function open(items: Export[], options: PageOptions = {}): Promise<PageHarness<ExportsPage>> {
    const page = await PageHarness.open(ExportsPage, options);
    document.body.append(page.element);
    await page.answer('GET', 'exports', { items, next: null });
    return page;
  }

  it('stays where the row was when it is deleted, and begins anew when it was the last one', async () => {
    const files = ['first.csv', 'second.csv', 'third.csv'].map((fileName) => anExport({ fileName }));
    const page = await open(files);
    const hrefs = (): (string | null)[] => Array.from(page.element.querySelectorAll('.ov-row-link'), (link) => link.getAttribute('href'));
    const [first, second, third] = hrefs();
    const remove = async (fileName: string): Promise<void> => {
      page.control(`Delete ${fileName}`).focus();
      await page.click(`Delete ${fileName}`);
      TestBed.inject(ConfirmService).settle(true);
      await page.settle();
      await page.answer('DELETE', `exports/${files.find((one) => one.fileName === fileName)?.id}`, null);
    };
    await remove('second.csv');
    expect(hrefs()).toEqual([first, third]);
    expect(document.activeElement?.getAttribute('href')).toBe(third);
    await remove('third.csv');
    expect(document.activeElement?.getAttribute('href')).toBe(first);
    expect(second).not.toBe(first);
    await remove('first.csv');
    expect(document.activeElement?.textContent?.trim()).toBe('New export');
    expect(document.activeElement?.closest('ov-empty')).not.toBeNull();
  });

  it('leaves the focus alone when somebody went on, and when nothing was deleted', async () => {
    const one = anExport({ fileName: 'one.csv' });
    const page = await open([one, anExport({ fileName: 'two.csv' })]);
    page.control('Delete one.csv').focus();
    await page.click('Delete one.csv');
    TestBed.inject(ConfirmService).settle(false);
    await page.settle();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Delete one.csv');
    await page.click('Delete one.csv');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    page.find('ov-select select').focus();
    await page.answer('DELETE', `exports/${one.id}`, null);
    expect(page.text).not.toContain('one.csv');
    expect(document.activeElement?.tagName).toBe('SELECT');
  });

  it('says on an empty list what can be exported, and by whom', async () => {
    const page = await open([]);
    const offers = () => Array.from(page.element.querySelectorAll('.export-offers dt'), ({ textContent }) => textContent);
    expect(offers()).toEqual(['Conversations', 'Figures', 'Plan and usage', 'Money', 'Workspace', 'Webhooks', 'Mails, reports and files']);
    expect(page.find('.export-offers').textContent).toContain('Conversations, Transcripts, Tool executions, Agents, Widget visits');
    expect(page.control('Schedule a report').getAttribute('href')).toBe('/exports/schedules');
    page.find('ov-empty button').click();
    await page.settle();
    expect(page.has('dialog')).toBe(true);
    TestBed.resetTestingModule();
    const reader = await open([], { me: { permissions: ['exports.read', 'team.read'] } });
    expect(Array.from(reader.element.querySelectorAll('.export-offers dd'), ({ textContent }) => textContent)).toEqual([
      'Members',
      'Exports',
    ]);
    expect(reader.has('ov-empty button, ov-empty a')).toBe(false);
  });
});
