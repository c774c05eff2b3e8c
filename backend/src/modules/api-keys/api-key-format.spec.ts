import * as fc from 'fast-check';
import { isApiKey, newApiKey, shownPrefix } from './api-key-format.js';

describe('api key format', () => {
  const keys = Array.from({ length: 500 }, newApiKey);

  it('is recognisable, checksummed and never the same', () => {
    for (const key of keys) {
      expect(key).toMatch(/^ov_live_[0-9A-Za-z]{49}$/);
      expect(isApiKey(key)).toBe(true);
    }
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('shows twelve characters', () => expect(shownPrefix('ov_live_abcdefgh')).toBe('ov_live_abcd'));

  it('notices any single mistyped character', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.integer({ min: 8, max: 56 }), fc.constantFrom(...'0123456789AZaz'), (key, at, char) => {
        fc.pre(key.charAt(at) !== char);
        expect(isApiKey(key.slice(0, at) + char + key.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('is not fooled by anything else', () => {
    fc.assert(fc.property(fc.string({ maxLength: 120 }), (text) => expect(isApiKey(text)).toBe(false)));
    expect(isApiKey(`${keys[0]} `)).toBe(false);
    expect(isApiKey(`${keys[0]}\n`)).toBe(false);
  });
});
