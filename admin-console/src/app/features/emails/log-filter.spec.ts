import { LOG_FILTER_DEFAULTS, toLogQuery } from './log-filter';

const query = (change: Partial<Record<keyof typeof LOG_FILTER_DEFAULTS, string>>) => toLogQuery({ ...LOG_FILTER_DEFAULTS, ...change });

describe('toLogQuery', () => {
  it('asks for the newest when nothing is chosen', () => expect(query({})).toEqual({ pageSize: 50 }));

  it('passes on what the API knows', () => {
    const tenantId = '0195f3c0-0000-7000-8000-000000000100';
    const chosen = { status: 'failed', template: 'welcome', category: 'lifecycle', outcome: 'bounced', transport: 'smtp', tenantId };
    expect(query({ ...chosen, from: '2026-03-01', to: '2026-03-31' })).toEqual({
      pageSize: 50,
      ...chosen,
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
  });

  it.each([
    ['ada', 'ada*'],
    ['ada@exam', 'ada@exam*'],
    ['ada@example.com', 'ada@example.com'],
    ['ada*', 'ada*'],
    ['a'.repeat(300), `${'a'.repeat(253)}*`],
  ])('looks for %s', (typed, recipient) => expect(query({ recipient: ` ${typed} ` })).toEqual({ pageSize: 50, recipient }));

  it('leaves out what somebody made up', () => {
    const made = { status: 'lost', category: 'x', outcome: 'sent', transport: 'pigeon', tenantId: '1', from: '2026-02-30', to: 'soon' };
    expect(query(made)).toEqual({ pageSize: 50 });
  });
});
