import type { CreateExport } from '@orbisvoice/shared-dto';
import type { PageHarness } from '@orbisvoice/shared-ui/testing';

/** What the export button of a page asks for: a CSV of these rows. */
export async function fileOf<T>(page: PageHarness<T>): Promise<Pick<CreateExport, 'dataset' | 'filters'>> {
  await page.click('Export CSV');
  const { dataset, filters, ...rest } = page.request('POST', 'exports').request.body as CreateExport;
  expect(rest).toEqual({ format: 'csv', hasByteOrderMark: false });
  return { dataset, filters };
}
