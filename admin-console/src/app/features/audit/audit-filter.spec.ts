import { asDay } from '../../core/filter-values';
import { FILTER_DEFAULTS, hasLonelyTime, isEmptySpan, personOf, tenantOf, toQuery } from './audit-filter';

const ID = '0195f3c0-0000-7000-8000-000000000001';

describe('asDay', () => {
  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['2026-1-1', null],
    ['yesterday', null],
    ['', null],
  ])('%s → %s', (value, expected) => expect(asDay(value)).toBe(expected));
});

describe('toQuery', () => {
  it('sends an empty filter as nothing but the size', () => expect(toQuery(FILTER_DEFAULTS)).toEqual({ pageSize: 50 }));

  it('keeps what is valid and leaves the rest out', () => {
    expect(
      toQuery({
        ...FILTER_DEFAULTS,
        action: 'agent.created',
        actorKind: 'staff',
        tenantId: ID,
        actorId: ` ${ID} `,
        targetType: 'subscription',
        targetId: 'sub_1',
        without: 'conversations',
        ip: '203.0.113.7',
      }),
    ).toEqual({
      pageSize: 50,
      action: 'agent.created',
      actorKind: 'staff',
      tenantId: ID,
      actorId: ID,
      targetType: 'subscription',
      targetId: 'sub_1',
      without: 'conversations',
      ip: '203.0.113.7',
    });
    expect(
      toQuery({
        ...FILTER_DEFAULTS,
        action: 'agent.exploded',
        actorKind: 'robot',
        tenantId: 'x',
        targetType: 'spaceship',
        without: 'everything',
        ip: '203.0.113.256',
        from: '2026-02-30',
        to: 'soon',
      }),
    ).toEqual({
      pageSize: 50,
    });
  });

  it('begins and ends at a time where its day has one', () => {
    const day = { ...FILTER_DEFAULTS, from: '2026-03-01', to: '2026-03-01' };
    expect(toQuery({ ...day, fromTime: '09:30', toTime: '17:00' })).toEqual({
      pageSize: 50,
      from: '2026-03-01T09:30:00.000Z',
      to: '2026-03-01T17:00:00.000Z',
    });
    expect(toQuery({ ...day, fromTime: '24:00' }).from).toBe('2026-03-01T00:00:00.000Z');
    expect(toQuery({ ...FILTER_DEFAULTS, fromTime: '09:30' }).from).toBeUndefined();
    expect([hasLonelyTime({ ...FILTER_DEFAULTS, toTime: '09:30' }), hasLonelyTime({ ...day, toTime: '09:30' })]).toEqual([true, false]);
  });

  it('makes the last day inclusive, over the end of a month, of a leap year and of a year', () => {
    expect(toQuery({ ...FILTER_DEFAULTS, from: '2026-03-01', to: '2026-03-31' })).toEqual({
      pageSize: 50,
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
    expect(toQuery({ ...FILTER_DEFAULTS, to: '2024-02-28' }).to).toBe('2024-02-29T00:00:00.000Z');
    expect(toQuery({ ...FILTER_DEFAULTS, to: '2025-12-31' }).to).toBe('2026-01-01T00:00:00.000Z');
  });
});

describe('personOf', () => {
  it.each([
    ['', ID],
    ['user', ID],
    ['staff', ID],
    ['api_key', null],
    ['system', null],
    ['anonymous', null],
  ])('an actor of kind “%s” → %s', (actorKind, person) =>
    expect(personOf({ ...FILTER_DEFAULTS, actorKind, actorId: ` ${ID} ` })).toBe(person),
  );
  it('takes only an id', () => expect(personOf({ ...FILTER_DEFAULTS, actorId: 'me' })).toBeNull());
});

describe('isEmptySpan and tenantOf', () => {
  it('sees a span the wrong way round, and takes one day as a span', () => {
    expect(isEmptySpan({ ...FILTER_DEFAULTS, from: '2026-03-02', to: '2026-03-01' })).toBe(true);
    expect(isEmptySpan({ ...FILTER_DEFAULTS, from: '2026-03-01', fromTime: '10:00', to: '2026-03-01', toTime: '10:00' })).toBe(true);
    expect(isEmptySpan({ ...FILTER_DEFAULTS, from: '2026-03-01', to: '2026-03-01' })).toBe(false);
    expect(isEmptySpan({ ...FILTER_DEFAULTS, from: '2026-03-01' })).toBe(false);
  });

  it('takes only an id as a tenant', () => {
    expect(tenantOf({ ...FILTER_DEFAULTS, tenantId: ID })).toBe(ID);
    expect(tenantOf({ ...FILTER_DEFAULTS, tenantId: '../users' })).toBeNull();
  });
});
