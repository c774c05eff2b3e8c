import { firstSort, LIST_DEFAULTS, toActivityQuery, toQuery, USER_DEFAULTS } from './user-list-query';

const ID = '0195f3c0-0000-7000-8000-000000000001';

describe('toQuery', () => {
  it('sends an empty filter as the order and the size', () => expect(toQuery(LIST_DEFAULTS)).toEqual({ pageSize: 50, sort: '-createdAt' }));

  it('keeps what is valid and leaves the rest out', () => {
    const filter = {
      search: ' ada ',
      tenantId: ID,
      role: 'owner',
      staff: 'yes',
      verified: 'no',
      locked: 'yes',
      seen: 'never',
      sort: 'name',
    };
    expect(toQuery(filter)).toEqual({ ...filter, pageSize: 50, search: 'ada' });
    const wrong = {
      search: '',
      tenantId: 'x',
      role: 'king',
      staff: 'true',
      verified: '1',
      locked: 'maybe',
      seen: 'soon',
      sort: 'password',
    };
    expect(toQuery(wrong)).toEqual({ pageSize: 50, sort: '-createdAt' });
  });
});

describe('firstSort', () => {
  it.each([
    ['-createdAt', 'name', 'name'],
    ['name', '-name', '-name'],
    ['name', 'lastSeenAt', '-lastSeenAt'],
    ['-lastSeenAt', 'lastSeenAt', 'lastSeenAt'],
    ['name', 'passwordHash', 'name'],
  ] as const)('%s and %s → %s', (current, word, expected) => expect(firstSort(current, word)).toBe(expected));
});

describe('toActivityQuery', () => {
  it('reads part, action and days from the address', () => {
    expect(toActivityQuery(USER_DEFAULTS)).toEqual({ pageSize: 50, part: 'all' });
    const state = { tab: 'activity', part: 'sign_ins', action: 'user.login_failed', from: '2026-03-01', to: '2026-03-31' };
    expect(toActivityQuery(state)).toEqual({
      pageSize: 50,
      part: 'sign_ins',
      action: 'user.login_failed',
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
    expect(toActivityQuery({ ...USER_DEFAULTS, part: 'secrets', action: 'x', from: '2026-02-30' })).toEqual({ pageSize: 50, part: 'all' });
    expect(toActivityQuery({ ...USER_DEFAULTS, action: 'user.new_sign_in' })).toEqual({ pageSize: 50, part: 'all' });
  });
});
