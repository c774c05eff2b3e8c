import { AREA_ROUTES, AREAS } from './areas';
import { areaOf } from './core/area';
import { pagesOf } from './shell/palette/area-pages';

describe('the areas', () => {
  it('have an address and a key of their own', () => {
    expect(new Set(AREAS.map(({ path }) => path)).size).toBe(AREAS.length);
    expect(new Set(AREAS.map(({ key }) => key)).size).toBe(AREAS.length);
    expect(AREA_ROUTES.map(({ path }) => path)).toEqual(AREAS.map(({ path }) => path));
    expect(AREA_ROUTES.filter(({ pathMatch }) => pathMatch === 'full').map(({ path }) => path)).toEqual(['']);
  });

  it('each offer a page, under a title', async () => {
    for (const area of AREAS) {
      const pages = pagesOf(area, await area.load());
      expect([area.path, pages.length > 0]).toEqual([area.path, true]);
      for (const { url, label } of pages) {
        expect(areaOf(url, AREAS)).toBe(area);
        expect(label).not.toBe('');
      }
    }
  }, 120_000);

  it('are found by an address', () => {
    expect(areaOf('/billing/events?status=failed', AREAS)?.path).toBe('billing');
    expect(areaOf('/?x=1', AREAS)?.path).toBe('');
    expect(areaOf('/nowhere', AREAS)).toBeUndefined();
  });
});
