import type { MetricKey } from '@orbisvoice/shared-dto/values';
import { changeText, isBetter, movedMost } from './figure-change.js';

const figure = (key: MetricKey, value: number | null, previous: number | null, denominator: number | null = null) => ({
  key,
  value,
  previous,
  denominator,
});

describe('changeText', () => {
  it.each([
    ['a count by its share', figure('conversations', 120, 100), '+20.0%'],
    ['a loss with a real minus', figure('conversations', 90, 100), '−10.0%'],
    ['a rate by points', figure('success_rate', 0.83, 0.77), '+6.0 points'],
    ['nothing new', figure('conversations', 5, 5), 'unchanged'],
    ['something from nothing', figure('conversations', 5, 0), 'none before'],
    ['no comparison', figure('success_rate', 0.5, null), 'nothing to compare with'],
  ])('%s', (_what, given, expected) => {
    expect(changeText(given)).toBe(expected);
  });
});

describe('isBetter', () => {
  it('knows which way is good', () => {
    expect(isBetter(figure('conversations', 2, 1))).toBe(true);
    expect(isBetter(figure('tool_error_rate', 0.2, 0.1))).toBe(false);
    expect(isBetter(figure('duration_median', 2, 1))).toBeNull();
    expect(isBetter(figure('conversations', 1, 1))).toBeNull();
  });
});

describe('movedMost', () => {
  const conversations = figure('conversations', 110, 100);

  it('takes the largest shares first, down as well as up', () => {
    const figures = [
      conversations,
      figure('success_rate', 0.4, 0.8, 60),
      figure('duration_median', 90, 60),
      figure('first_response_median', 700, 710),
      figure('activation_rate', 0.3, 0.1, 500),
    ];
    expect(movedMost(figures).map(({ key }) => key)).toEqual(['activation_rate', 'success_rate', 'duration_median']);
  });

  it('leaves out what rests on little, and what is no headline', () => {
    const figures = [
      figure('conversations', 24, 22),
      figure('success_rate', 1, 0.25, 4),
      figure('zero_length', 400, 1),
      figure('tool_error_rate', 0.2, 0.1, 90),
    ];
    expect(movedMost(figures).map(({ key }) => key)).toEqual(['tool_error_rate', 'conversations', 'success_rate']);
  });

  it('fills up in the order of the headline, figures without a value last', () => {
    const figures = [figure('success_rate', null, null), figure('duration_median', 3, 2), figure('conversations', 4, 2)];
    expect(movedMost(figures).map(({ key }) => key)).toEqual(['conversations', 'duration_median', 'success_rate']);
  });
});
