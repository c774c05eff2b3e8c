import { changeText, figureChange } from './figure-change';

describe('change of a figure', () => {
  it.each([
    ['conversations', 120, 100, { direction: 'up', verdict: 'better', text: '20.0%' }],
    ['conversations', 90, 100, { direction: 'down', verdict: 'worse', text: '10.0%' }],
    ['conversations', 3, 0, { direction: 'up', verdict: 'better', text: 'from 0' }],
    ['unknown_outcomes', 4, 8, { direction: 'down', verdict: 'better', text: '50.0%' }],
    ['success_rate', 0.9, 0.85, { direction: 'up', verdict: 'better', text: '5.0 pts' }],
    ['tool_error_rate', 0.02, 0.01, { direction: 'up', verdict: 'worse', text: '1.0 pts' }],
    ['duration_median', 60, 30, { direction: 'up', verdict: null, text: '100.0%' }],
    ['conversations', 5, 5, { direction: 'same', verdict: null, text: '' }],
    ['duration_mean', 22.49, 22.51, { direction: 'same', verdict: null, text: '' }],
    ['success_rate', 0.87804, 0.87796, { direction: 'same', verdict: null, text: '' }],
    ['conversations', 100_010, 100_000, { direction: 'up', verdict: 'better', text: '<0.1%' }],
    ['success_rate', 0.87751, 0.87749, { direction: 'up', verdict: 'better', text: '<0.1 pts' }],
  ] as const)('%s %d after %d', (key, value, previous, change) => expect(figureChange(key, { value, previous })).toEqual(change));

  it('is none without something to hold it against', () => {
    expect(figureChange('success_rate', { value: null, previous: 0.5 })).toBeNull();
    expect(figureChange('success_rate', { value: 0.5, previous: null })).toBeNull();
  });

  it('is a short word where there is little room', () => {
    expect(changeText('conversations', { value: 12, previous: 10 })).toBe('+20.0%');
    expect(changeText('success_rate', { value: 0.4, previous: 0.5 })).toBe('−10.0 pts');
    expect(changeText('conversations', { value: 10, previous: 10 })).toBeNull();
    expect(changeText('conversations', { value: 10, previous: null })).toBeNull();
  });
});
