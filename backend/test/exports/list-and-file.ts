import { PassThrough } from 'node:stream';
import { ConversationList, ExportFilters } from '@orbisvoice/shared-dto';
import type { ExportDataset } from '@orbisvoice/shared-dto/values';
import { DatasetSources } from '../../src/modules/exports/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import type { TestApp } from '../harness/app.js';
import { parseCsv } from './export-world.js';

/** The ids of the conversations that a list by these filters shows, the newest first, page after page. */
export async function listed(app: TestApp, token: string, filters: object): Promise<string[]> {
  const words = Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]);
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams([...words, ...(cursor ? [['cursor', cursor] as [string, string]] : [])]);
    const { body } = await app.request('GET', `/conversations?${query.toString()}`, { token });
    const page = ConversationList.parse(body);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return ids;
}

/** What a file is asked to hold. */
interface Wanted {
  readonly dataset: ExportDataset;
  readonly filters: object;
  /** The column that is read; the id unless told. */
  readonly column?: string;
}

/** A column of the rows that a file by these filters holds, in their order. */
export async function written(app: TestApp, tenantId: string, { dataset, filters, column = 'id' }: Wanted): Promise<string[]> {
  const source = app.get(DatasetSources).of(dataset);
  if (!source) throw new Error(`nobody writes ${dataset}`);
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (piece: Buffer) => (text += piece.toString()));
  await source.write(
    {
      ...{ exportId: newId(), dataset, format: 'csv', askedAt: new Date(), timeZone: 'Europe/Berlin' },
      ...{ tenantId: tenantIdOf(tenantId), filters: ExportFilters.parse(filters) },
    },
    { stream, signal: new AbortController().signal, progress: () => undefined },
  );
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => row[head.indexOf(column)] ?? '');
}
