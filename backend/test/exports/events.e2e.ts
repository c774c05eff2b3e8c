import type { Export } from '@orbisvoice/shared-dto';
import { ExportRepository } from '../../src/modules/exports/persistence/export.repository.js';
import { ExportNews } from '../../src/modules/exports/services/export-news.js';
import { EventFeed, eventFrame } from '../../src/modules/exports/services/event-feed.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { ask } from './export-world.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
}, 90_000);
afterAll(() => app.close());

interface Heard {
  readonly events: { readonly kind: string; readonly data: Export }[];
  readonly response: Response;
  readonly ended: Promise<void>;
  leave(): void;
}

async function listen(owner: TestOwner): Promise<Heard> {
  const leaving = new AbortController();
  const response = await fetch(`${app.url}/api/exports/events`, {
    headers: { authorization: `Bearer ${owner.token}` },
    signal: leaving.signal,
  });
  const events: Heard['events'] = [];
  const read = async (): Promise<void> => {
    let text = '';
    for await (const piece of response.body ?? []) {
      text += Buffer.from(piece as Uint8Array).toString();
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const [, kind, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
        if (kind && data) events.push({ kind, data: JSON.parse(data) as Export });
      }
    }
  };
  const ended = read().catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  return { events, response, ended, leave: () => leaving.abort() };
}

const heard = (listener: Heard, kind: string, id: string, status?: string): Promise<unknown> =>
  eventually(`${kind} ${status ?? ''}`, async () =>
    listener.events.some((event) => event.kind === kind && event.data.id === id && (status === undefined || event.data.status === status)),
  );

describe('the events of exports', () => {
  it('tell of every change, to this workspace alone', async () => {
    const [owner, other] = [await app.signUp(), await app.signUp()];
    const waiting = (await ask(app, owner.token, { dataset: 'members' })).body;
    const [mine, theirs] = [await listen(owner), await listen(other)];
    expect(mine.response.headers.get('content-type')).toContain('text/event-stream');
    await heard(mine, 'export', waiting.id, 'queued');
    await app.settle();
    await heard(mine, 'export', waiting.id, 'completed');
    await app.request('DELETE', `/exports/${waiting.id}`, { token: owner.token });
    await heard(mine, 'deleted', waiting.id);
    expect(theirs.events).toEqual([]);
    mine.leave();
    theirs.leave();
    await Promise.all([mine.ended, theirs.ended]);
  });

  it('tell of what another process did, and end with the session', async () => {
    const owner = await app.signUp();
    const { id } = (await ask(app, owner.token, { dataset: 'members' })).body;
    const mine = await listen(owner);
    await heard(mine, 'export', id, 'queued');
    await app.owner.query(`update exports set status = 'canceled' where id = $1`, [id]);
    await app.owner.query(`select pg_notify('orbis_exports', $1)`, [`${owner.tenantId} ${id}`]);
    await heard(mine, 'export', id, 'canceled');
    expect((await app.request('POST', '/auth/logout', { token: owner.token, headers: { cookie: owner.cookie } })).status).toBeLessThan(300);
    await app.get(ExportNews).tell(tenantIdOf(owner.tenantId), id);
    await mine.ended;
  });

  it('never fall behind: what changes while the first picture is read is the last word', async () => {
    const owner = await app.signUp();
    const { id } = (await ask(app, owner.token, { dataset: 'members' })).body;
    const tenantId = tenantIdOf(owner.tenantId);
    const [repository, news] = [app.get(ExportRepository), app.get(ExportNews)];
    const unfinished = repository.unfinished.bind(repository);
    const reading = jest.spyOn(repository, 'unfinished').mockImplementationOnce(async (asked) => {
      const rows = await unfinished(asked);
      await app.owner.query(`update exports set status = 'canceled' where id = $1`, [id]);
      await news.tell(tenantId, id);
      await eventually('the change was told', async () => sending.mock.calls.length > 0);
      return rows;
    });
    const sending = jest.spyOn(EventFeed.prototype, 'send');
    const mine = await listen(owner);
    await heard(mine, 'export', id, 'canceled');
    [reading, sending].forEach((spy) => spy.mockRestore());
    await app.request('POST', '/auth/logout', { token: owner.token, headers: { cookie: owner.cookie } });
    await news.tell(tenantId, id);
    await mine.ended;
    expect(mine.events.filter(({ data }) => data.id === id).at(-1)?.data.status).toBe('canceled');
  });

  it('are not for whoever may not read exports', async () => {
    expect((await app.request('GET', '/exports/events')).status).toBe(401);
  });
});

describe('a feed', () => {
  it('keeps no more than the last word of each export for a listener who does not read', () => {
    const feed = new EventFeed();
    const frame = (rows: number): string => eventFrame('export', { rows, padding: 'x'.repeat(2_000) });
    for (let rows = 0; rows < 1_000; rows++) feed.send(`export ${rows % 3}`, frame(rows));
    expect(feed.backlog).toBeLessThanOrEqual(4);
    const text = String(feed.read());
    expect(text).toContain('"rows":999');
    expect(text).not.toContain('"rows":500,');
    feed.destroy();
  });
});
