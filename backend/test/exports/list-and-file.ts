import { PassThrough } from 'node:stream';
import { CreateExport } from '@orbisvoice/shared-dto';
import { DatasetSources } from '../../src/modules/exports/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import type { TestAnswer, TestApp, TestOwner } from '../harness/app.js';
import { parseCsv } from './export-world.js';

type Row = Readonly<Record<string, unknown>>;

/** A page of either kind. */
interface Page {
  readonly items: readonly Row[];
  readonly next?: string | null;
  readonly total?: number;
}

/** All rows of a list, page by page. */
export async function listed(app: TestApp, owner: TestOwner, path: string, filters: object): Promise<Row[]> {
  const words = Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]);
  const rows: Row[] = [];
  for (let place: [string, string] | null = ['pageSize', '100']; place !== null;) {
    const address: string = `${path}?${new URLSearchParams([...words, place]).toString()}`;
    const answer: TestAnswer<Page> = await app.request<Page>('GET', address, { token: owner.token });
    const { status, body } = answer;
    if (status !== 200) throw new Error(`${address} answered ${status}: ${JSON.stringify(body)}`);
    rows.push(...body.items);
    if (body.total !== undefined && body.total > rows.length) throw new Error('more than one page');
    place = body.next ? ['cursor', body.next] : null;
  }
  return rows;
}

/** All rows of a file, asked for as the API takes it and written by whoever writes the dataset. */
export async function written(
  app: TestApp,
  owner: TestOwner,
  asked: { readonly dataset: string; readonly timeZone: string },
  filters: object,
): Promise<Readonly<Record<string, string>>[]> {
  const { dataset, filters: narrowed } = CreateExport.parse({ dataset: asked.dataset, filters });
  const source = app.get(DatasetSources).of(dataset);
  if (!source) throw new Error(`nobody writes ${dataset}`);
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (piece: Buffer) => (text += piece.toString()));
  const request = { exportId: newId(), dataset, format: 'csv', askedAt: new Date(), timeZone: asked.timeZone } as const;
  await source.write(
    { ...request, tenantId: tenantIdOf(owner.tenantId), filters: narrowed },
    { stream, signal: new AbortController().signal, progress: () => undefined },
  );
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}
