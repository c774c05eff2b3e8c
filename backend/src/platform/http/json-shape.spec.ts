import { isTooElaborate } from './json-shape.js';

const bytes = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const nested = (depth: number): string => `${'['.repeat(depth)}"${'x'.repeat(3_000)}"${']'.repeat(depth)}`;

describe('the shape of a JSON body', () => {
  it('may be what our largest requests are', () => {
    const batch = Array.from({ length: 1_000 }, (_, index) => ({ key: `event-${index}`, quantity: 1 }));
    const turns = Array.from({ length: 100 }, () => ({ speaker: 'visitor', text: 'x'.repeat(8_000) }));
    for (const body of [{}, batch, { turns }, nested(32)]) expect(isTooElaborate(bytes(body))).toBe(false);
  });

  it('is refused when it is nested or split beyond any use', () => {
    const many = Array.from({ length: 10_000 }, () => ({}));
    for (const body of [nested(33), '['.repeat(100_000), many, { turns: many }]) expect(isTooElaborate(bytes(body))).toBe(true);
  });

  it('does not count brackets inside texts, escaped quotes included', () => {
    for (const text of ['[{'.repeat(20_000), `\\"${'['.repeat(20_000)}`, `"[`.repeat(20_000), '\\'.repeat(4_001)]) {
      expect(isTooElaborate(bytes({ text, more: [text] }))).toBe(false);
    }
  });
});
