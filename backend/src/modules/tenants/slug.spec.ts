import * as fc from 'fast-check';
import { slugOf } from './slug.js';

describe('slugOf', () => {
  it.each([
    ['Acme Inc.', 'acme-inc'],
    ['  Café  Zürich & Söhne ', 'cafe-zurich-sohne'],
    ['日本語', 'workspace'],
    ['-- 42 --', '42'],
  ])('%s → %s', (name, slug) => expect(slugOf(name)).toBe(slug));

  it('is always a bounded, well-formed slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const slug = slugOf(name);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(40);
      }),
    );
  });
});
