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

  it('takes local days in a zone, that of the workspace unless told', async () => {
    const count = async (query: string): Promise<number> => (await list(query)).items.length;
    expect(await count('?from=2026-05-01&to=2026-05-02')).toBe(4);
    // ten in the morning of UTC is the next day in Kiritimati
    expect(await count('?from=2026-05-01&to=2026-05-02&timeZone=Pacific/Kiritimati')).toBe(0);
    expect(await count('?from=2026-05-02&to=2026-05-03&timeZone=Pacific/Kiritimati')).toBe(4);
    await app.owner.query(`update tenants set time_zone = 'Pacific/Kiritimati' where id = $1`, [talker.owner.tenantId]);
    expect(await count('?from=2026-05-02&to=2026-05-03')).toBe(4);
    await app.owner.query(`update tenants set time_zone = 'UTC' where id = $1`, [talker.owner.tenantId]);
    expect(await count('?from=2026-05-01&to=2026-05-01T10:00:00.000500Z')).toBe(3);
  });

  it('tells apart what counts, has ended, has a length, an answer or a known outcome', async () => {
    const count = async (query: string): Promise<number> => (await list(query)).items.length;
    expect([await count('?isCounted=true'), await count('?isCounted=false')]).toEqual([1, 6]);
    expect([await count('?isEnded=true'), await count('?isEnded=false')]).toEqual([1, 6]);
    expect([await count('?hasFirstResponse=true'), await count('?hasFirstResponse=false')]).toEqual([1, 6]);
    expect([await count('?outcome=known'), await count('?outcome=unknown')]).toEqual([1, 6]);
    const [ended] = (await list('?isEnded=true')).items;
    for (const [length, seconds] of [
      ['none', 0],
      ['some', 12],
    ] as const) {
      await app.owner.query('update conversations set duration_seconds = $2 where id = $1', [ended?.id, seconds]);
      expect((await list(`?length=${length}`)).items.map(({ id }) => id)).toEqual([ended?.id]);
      expect(await count(`?length=${length === 'none' ? 'some' : 'none'}`)).toBe(0);
    }
  });

  it('tells new visitors from returning ones by their conversations that count, and shows each once', async () => {
    const guest = await Talker.of(app);
    const ids = (found: ConversationList): string[] => found.items.map(({ id }) => id);
    const said = [
      ['old', '2026-04-30T10:00:00Z', true],
      ['old', '2026-05-02T10:00:00Z', true],
      ['old', '2026-05-03T10:00:00Z', true],
      ['fresh', '2026-05-02T11:00:00Z', true],
      ['fresh', '2026-05-02T09:00:00Z', false],
      [null, '2026-05-02T12:00:00Z', true],
    ] as const;
    const rows: string[] = [];
    for (const [visitorId, at, isCounted] of said) {
      const { id } = await guest.start(visitorId === null ? {} : { visitorId });
      rows.push(id);
      await app.owner.query('update conversations set started_at = $2, counted_at = $3 where id = $1', [id, at, isCounted ? at : null]);
    }
    const listed = async (query: string): Promise<number[]> => {
      const answer = await guest.get(`/conversations?from=2026-05-01&${query}`);
      expect(answer.status).toBe(200);
      return ids(answer.body as unknown as ConversationList).map((id) => rows.indexOf(id));
    };
    expect(await listed('visitor=known')).toEqual([2, 3, 1, 4]);
    expect(await listed('visitor=returning')).toEqual([2, 1]);
    expect(await listed('visitor=new')).toEqual([3]);
    expect(await listed('oncePerVisitor=true')).toEqual([2, 3]);
    expect(await listed('oncePerVisitor=true&to=2026-05-03')).toEqual([3, 1]);
    expect(await listed('visitor=returning&oncePerVisitor=true')).toEqual([2]);
    expect(await listed('oncePerVisitor=true&channel=phone')).toEqual([]);
  });

  it.each([
    ['?visitor=new', 'from'],
    ['?visitor=often&from=2026-05-01', 'visitor'],
    ['?from=2026-02-30', 'from'],
    ['?timeZone=Mars/Olympus', 'timeZone'],
    ['?isCounted=perhaps', 'isCounted'],
    ['?isEnded=2', 'isEnded'],
    ['?hasFirstResponse=', 'hasFirstResponse'],
    ['?measuredStage=dream', 'measuredStage'],
    ['?oncePerVisitor=once', 'oncePerVisitor'],
    ['?length=long', 'length'],
    ['?weekday=0', 'weekday'],
    ['?weekday=Monday', 'weekday'],
    ['?hour=24', 'hour'],
    ['?hour=', 'hour'],
    ['?unsaid=agent', 'unsaid'],
    ['?country=Germany', 'country'],
    ['?device=fridge', 'device'],
    ['?browser=', 'browser'],
    ['?outcome=good', 'outcome'],
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
