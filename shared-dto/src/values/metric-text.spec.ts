import { metricText } from './metric-text.js';
import { METRICS } from './metrics.js';

describe('the text of a figure', () => {
  it.each([
    [null, 'count', '–'],
    [1_234_567, 'count', '1,234,567'],
    [0, 'ratio', '0.0%'],
    [0.9625, 'ratio', '96.3%'],
    [12.34, 'seconds', '12.3 s'],
    [59.97, 'seconds', '1:00'],
    [75.4, 'seconds', '1:15'],
    [3700, 'seconds', '1:01:40'],
    [840, 'milliseconds', '840 ms'],
    [1250, 'milliseconds', '1.3 s'],
    [123_456, 'money', '$1,234.56'],
  ] as const)('writes %p %s as %s', (value, unit, text) => {
    expect(metricText(value, unit)).toBe(text);
  });

  it('knows currencies without minor units', () => {
    expect(metricText(1500, 'money', 'jpy')).toBe('¥1,500');
  });

  it('has one sentence for every metric', () => {
    for (const { label, definition } of Object.values(METRICS)) {
      expect(label).toMatch(/^[A-Z0-9]/);
      expect(definition).toMatch(/\.$/);
    }
  });
});
