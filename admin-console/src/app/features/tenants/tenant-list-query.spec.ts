import { toggleSort } from '@orbisvoice/shared-ui/data';
import { firstSort, LIST_DEFAULTS, toQuery, type TenantSort } from './tenant-list-query';

describe('toQuery', () => {
  it('leaves empty filters out and keeps the given ones', () => {
    expect(toQuery(LIST_DEFAULTS)).toEqual({ page: 1, pageSize: 20, sort: '-createdAt' });
    expect(toQuery({ page: 3, search: ' acme ', status: 'suspended', tier: 'starter', sort: 'mrr' })).toEqual({
      page: 3,
      pageSize: 20,
      sort: 'mrr',
      search: 'acme',
      status: 'suspended',
      tier: 'starter',
    });
  });

  it('drops what the API would refuse', () => {
    const query = toQuery({ page: 99_999, search: 'x'.repeat(200), status: 'asleep', tier: 'gold', sort: 'secret' });
    expect(query).toEqual({ page: 10_000, pageSize: 20, sort: '-createdAt', search: 'x'.repeat(100) });
  });
});

describe('firstSort', () => {
  /** Presses a column's head: the table proposes a word, the list decides. */
  const press = (current: TenantSort, column: string) => firstSort(current, toggleSort(current, column));

  it('starts figures with the largest, names with A, and turns round', () => {
    expect(press('-createdAt', 'mrr')).toBe('-mrr');
    expect(press('-mrr', 'mrr')).toBe('mrr');
    expect(press('mrr', 'mrr')).toBe('-mrr');
    expect(press('-mrr', 'name')).toBe('name');
    expect(press('name', 'name')).toBe('-name');
  });

  it('keeps the order for a word it does not know', () => expect(firstSort('name', 'password')).toBe('name'));
});
