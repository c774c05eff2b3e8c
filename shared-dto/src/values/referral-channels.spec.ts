import { channelSlug, REFERRAL_CHANNEL_MAX, REFERRAL_CHANNEL_PATTERN } from './referral-channels.js';

describe('channelSlug', () => {
  it.each([
    ['newsletter', 'newsletter'],
    ['LinkedIn', 'linkedin'],
    ['  Spring Fair 2026! ', 'spring-fair-2026'],
    ['a__b--c', 'a-b-c'],
    ['Überweisung', 'berweisung'],
    ['---', ''],
    ['', ''],
    [`${'a'.repeat(REFERRAL_CHANNEL_MAX - 1)} b`, 'a'.repeat(REFERRAL_CHANNEL_MAX - 1)],
  ])('%j is %j', (text, slug) => expect(channelSlug(text)).toBe(slug));

  it('is accepted wherever it is not empty', () => {
    for (const text of ['x', 'A b', '9-9', `${'word '.repeat(20)}`, '<script>', 'a.b/c'])
      expect(channelSlug(text)).toMatch(REFERRAL_CHANNEL_PATTERN);
  });
});
