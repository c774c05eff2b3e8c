import { EVENT_FILTER_DEFAULTS, toEventQuery } from './event-filter';

const TENANT = '0195f3c0-0000-7000-8000-000000000001';

describe('toEventQuery', () => {
  it('sends an empty filter as nothing but the size', () => expect(toEventQuery(EVENT_FILTER_DEFAULTS)).toEqual({ pageSize: 50 }));

  it('keeps what is valid, days as a half-open span', () => {
    const filter = { status: 'dead', type: ' invoice.* ', tenantId: TENANT, search: 'in_1', from: '2026-03-01', to: '2026-03-31' };
    expect(toEventQuery(filter)).toEqual({
      pageSize: 50,
      status: 'dead',
      type: 'invoice.*',
      tenantId: TENANT,
      search: 'in_1',
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
  });

  it('leaves out what the API would refuse', () => {
    const filter = { status: 'lost', type: ' ', tenantId: '../x', search: '', from: '2026-02-30', to: 'soon' };
    expect(toEventQuery(filter)).toEqual({ pageSize: 50 });
    expect(toEventQuery({ ...EVENT_FILTER_DEFAULTS, search: 'x'.repeat(101) }).search).toHaveLength(100);
  });
});
