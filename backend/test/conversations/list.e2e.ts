import { Conversation, ConversationList, type Problem } from '@orbisvoice/shared-dto';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Talker } from './conversation-app.js';

let app: TestApp;
let talker: Talker;
let started: Conversation[];

beforeAll(async () => {
  app = await startTestApp();
  talker = await Talker.of(app);
  started = [];
  for (let index = 0; index < 7; index++) {
    started.push(await talker.start({ channel: index % 2 ? 'widget' : 'api', visitorId: 'v "quoted" \\ ü', device: 'tablet' }));
  }
  // three of one instant: only the id tells them apart; one with microseconds, as other writers leave them
  const ids = started.map(({ id }) => id);
  await app.owner.query(`update conversations set started_at = '2026-05-01T10:00:00.000123Z' where id = any($1)`, [ids.slice(0, 3)]);
  await app.owner.query(`update conversations set started_at = '2026-05-01T10:00:00.000999Z' where id = $1`, [ids[3]]);
  await talker.say(ids[6] ?? '', { speaker: 'visitor' }, { speaker: 'agent', latencyMs: 4 });
  await talker.post(`/conversations/${ids[6]}/end`, { outcome: 'success', endReason: 'done' });
  const neighbour = await Talker.of(app);
  await neighbour.start();
});
afterAll(() => app.close());

async function list(query = ''): Promise<ConversationList> {
  const answer = await talker.get(`/conversations${query}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  // strict: the JSON Postgres builds has exactly the fields of the contract
  const body = answer.body as unknown as ConversationList;
  expect(ConversationList.parse(body)).toEqual(body);
  return body;
}

describe('GET /conversations', () => {
  it('lists a tenant’s own, newest first', async () => {
    const { items, next } = await list();
    expect(next).toBeNull();
    expect(items).toHaveLength(7);
    expect(items.map(({ startedAt }) => startedAt)).toEqual(
      items
        .map(({ startedAt }) => startedAt)
        .sort()
        .reverse(),
    );
    expect(items[0]).toMatchObject({
      agentName: 'Ava',
      outcome: 'success',
      endReason: 'done',
      turnCount: 2,
      isCounted: true,
      firstResponseMs: 4,
    });
    expect(items[1]?.visitorId).toBe('v "quoted" \\ ü');
  });

  it('is the same as the detail, field by field', async () => {
    for (const item of (await list()).items) {
      const { body } = await talker.get(`/conversations/${item.id}`);
      expect(Conversation.parse(body)).toEqual(item);
    }
  });

  it.each([1, 2, 3, 6, 7])('walks through all in pages of %i without losing or repeating one', async (pageSize) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: ConversationList = await list(`?pageSize=${pageSize}${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual((await list()).items.map(({ id }) => id));
  });

  it('filters, also while paging', async () => {
    const count = async (query: string): Promise<number> => (await list(query)).items.length;
    expect(await count('?channel=widget')).toBe(3);
    expect(await count('?status=completed&outcome=success')).toBe(1);
    expect(await count(`?agentId=${talker.agentId}&channel=api`)).toBe(4);
    expect(await count('?agentId=00000000-0000-4000-8000-000000000000')).toBe(0);
    expect(await count('?from=2026-05-01T10:00:00Z&to=2026-05-02T00:00:00Z')).toBe(4);
    expect(await count('?to=2026-05-01T10:00:00Z')).toBe(0);
    const first = await list('?channel=api&pageSize=3');
    expect((await list(`?channel=api&pageSize=3&cursor=${first.next}`)).items).toHaveLength(1);
  });

  it.each([
    ['?cursor=nonsense', 'cursor'],
    [`?cursor=${Buffer.from('["yesterday","me"]').toString('base64url')}`, 'cursor'],
    ['?from=yesterday', 'from'],
    ['?pageSize=1000', 'pageSize'],
    ['?sort=name', 'sort'],
  ])('refuses %s', async (query, path) => {
    const answer = await talker.get<Problem>(`/conversations${query}`);
    expect([answer.status, answer.body.code, answer.body.fields?.[0]?.path]).toEqual([400, 'request.invalid', path]);
  });
});
