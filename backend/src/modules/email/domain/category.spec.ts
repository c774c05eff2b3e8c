import { EMAIL_CATEGORIES } from '@orbisvoice/shared-dto/values';
import { TEMPLATES } from '../generated/templates.js';
import { categoryOf } from './category.js';

describe('the category of a mail', () => {
  it.each(Object.entries(TEMPLATES))('%s has one that recipients know', (_, template) => {
    expect(EMAIL_CATEGORIES).toContain(categoryOf(template, { percent: '80' }));
  });

  it('is that of its template, whatever the data says', () => {
    expect(categoryOf({ class: 'security' }, { percent: '100' })).toBe('security');
    expect(categoryOf({ class: 'reports' }, {})).toBe('reports');
  });

  it.each([
    ['80', 'usage_80'],
    ['99', 'usage_80'],
    ['100', 'usage_100'],
    ['110', 'usage_100'],
    [80, 'usage_80'],
    ['soon', 'usage_100'],
  ])('tells a warning at %s %% as %s', (percent, category) => expect(categoryOf({ class: 'usage' }, { percent })).toBe(category));

  it('keeps a usage mail without a threshold as the one that is missed most', () => {
    expect(categoryOf({ class: 'usage' }, {})).toBe('usage_100');
  });
});
