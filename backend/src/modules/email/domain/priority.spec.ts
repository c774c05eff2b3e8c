import { EMAIL_CATEGORIES } from '@orbisvoice/shared-dto/values';
import { priorityOf } from './priority.js';

describe('the order in which mails leave', () => {
  it('puts what somebody waits for before everything else', () => {
    const urgent = EMAIL_CATEGORIES.filter((category) => priorityOf(category) === 0);
    expect(urgent).toEqual(['account', 'security']);
  });

  it('puts what people chose to read last', () => {
    const last = Math.max(...EMAIL_CATEGORIES.map(priorityOf));
    expect(EMAIL_CATEGORIES.filter((category) => priorityOf(category) === last)).toEqual(['lifecycle', 'reports', 'referral']);
  });
});
