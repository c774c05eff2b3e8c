import { toggleSort } from '@orbisvoice/shared-ui/data';
import type { TenantSort } from '@orbisvoice/shared-dto/values';
import {
  columnsOf,
  columnsText,
  dayOf,
  DEFAULT_COLUMNS,
  firstSort,
  LIST_DEFAULTS,
  stateOfView,
  toQuery,
  toSettings,
} from './tenant-list-query';

describe('toQuery', () => {
  it('leaves empty filters out and keeps the given ones', () => {
    expect(toQuery(LIST_DEFAULTS)).toEqual({ pageSize: 50, sort: '-createdAt' });
    const state = {
      ...LIST_DEFAULTS,
      search: ' acme ',
      state: 'past_due',
      tier: 'starter',
      usage: 'near',
      paying: 'yes',
      sort: '-usageShare',
    };
    expect(toQuery(state)).toEqual({
      pageSize: 50,
      sort: '-usageShare',
      search: 'acme',
      state: 'past_due',
      tier: 'starter',
      usage: 'near',
      paying: 'yes',
    });
  });

  it('drops what the API would refuse', () => {
    const odd = {
      state: 'asleep',
      status: 'x',
      tier: 'gold',
      usage: 'much',
      paying: 'maybe',
      agents: '3',
      createdFrom: '2026-02-30',
      activeTo: 'now',
    };
    expect(toQuery({ ...LIST_DEFAULTS, ...odd, search: 'x'.repeat(200), sort: 'secret' })).toEqual({
      pageSize: 50,
      sort: '-createdAt',
      search: 'x'.repeat(100),
    });
  });

  it('takes days as people mean them, and instants as figures have them', () => {
    const state = { ...LIST_DEFAULTS, createdFrom: '2026-03-01', createdTo: '2026-03-04', activeFrom: '2026-02-25T10:00:00.000Z' };
    expect(toQuery(state)).toMatchObject({
      createdFrom: '2026-03-01T00:00:00.000Z',
      createdTo: '2026-03-05T00:00:00.000Z',
      activeFrom: '2026-02-25T10:00:00.000Z',
    });
    expect(dayOf('createdTo', '2026-03-05T00:00:00.000Z')).toBe('2026-03-04');
    expect(dayOf('createdFrom', '2026-02-25T10:00:00.000Z')).toBe('2026-02-25');
    expect(dayOf('createdFrom', '')).toBe('');
  });
});

describe('views', () => {
  it('come back to the address they were kept from', () => {
    const state = { ...LIST_DEFAULTS, search: 'acme', usage: 'over', createdTo: '2026-03-04', sort: 'mrr', columns: 'name,mrr' };
    const back = stateOfView(toSettings(state));
    expect(back).toEqual({ ...state, createdTo: '2026-03-05T00:00:00.000Z' });
    expect(toQuery(back)).toEqual(toQuery(state));
  });
});

describe('columns', () => {
  it('stand in their own order, and are the usual ones when the address names none', () => {
    expect(columnsOf({ ...LIST_DEFAULTS, columns: 'mrr,name,nothing' })).toEqual(['name', 'mrr']);
    expect(columnsOf({ ...LIST_DEFAULTS, columns: 'nothing' })).toEqual(DEFAULT_COLUMNS);
    expect(columnsText([...DEFAULT_COLUMNS].reverse())).toBe('');
    expect(columnsText(['mrr', 'name'])).toBe('name,mrr');
  });
});

describe('firstSort', () => {
  /** Presses a column's head: the table proposes a word, the list decides. */
  const press = (current: TenantSort, column: string) => firstSort(current, toggleSort(current, column));

  it('starts figures with the largest, words with A, and turns round', () => {
    expect(press('-createdAt', 'mrr')).toBe('-mrr');
    expect(press('-mrr', 'mrr')).toBe('mrr');
    expect(press('-mrr', 'name')).toBe('name');
    expect(press('name', 'name')).toBe('-name');
    expect(press('name', 'lastActive')).toBe('-lastActive');
  });

  it('keeps the order for a word it does not know', () => expect(firstSort('name', 'password')).toBe('name'));
});
