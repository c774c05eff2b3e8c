import type { Area } from '../../core/area';
import { pagesOf } from './area-pages';

const area: Area = { path: 'billing', label: 'Billing', key: 'b', load: () => Promise.resolve([]) };

describe('the pages of an area', () => {
  it('are those with a title that need no id', () => {
    const routes = [
      {
        path: '',
        children: [
          { path: '', pathMatch: 'full' as const, redirectTo: 'events' },
          { path: 'events', title: 'Events', children: [] },
          { path: 'events/:id', title: 'Event', children: [] },
          { path: 'plans', title: 'Plans', children: [{ path: 'old', title: 'Old plans', children: [] }] },
          { path: '**', title: 'Nothing', children: [] },
        ],
      },
    ];
    expect(pagesOf(area, routes)).toEqual([
      { url: '/billing/events', label: 'Events', area: 'Billing' },
      { url: '/billing/plans', label: 'Plans', area: 'Billing' },
      { url: '/billing/plans/old', label: 'Old plans', area: 'Billing' },
    ]);
  });

  it('are at the root for the area one starts in', () => {
    expect(pagesOf({ ...area, path: '' }, [{ path: '', title: 'Overview', children: [] }])).toMatchObject([{ url: '/' }]);
  });
});
