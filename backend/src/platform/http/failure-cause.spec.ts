import { failureCause } from './failure-cause.js';

describe('why a request was not answered', () => {
  it('is the code of the connection’s error', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(failureCause(new TypeError('fetch failed', { cause: refused }))).toBe('ECONNREFUSED');
    expect(failureCause(refused)).toBe('ECONNREFUSED');
  });

  it('is a sentence where the code is a number, or none', () => {
    expect(failureCause(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))).toBe(
      'TimeoutError: The operation was aborted due to timeout',
    );
    expect(failureCause(new TypeError('fetch failed'))).toBe('TypeError: fetch failed');
    expect(failureCause('gone')).toBe('gone');
  });
});
