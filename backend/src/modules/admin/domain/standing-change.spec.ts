import { STANDING_ACTIONS, TENANT_STATUSES } from '@orbisvoice/shared-dto/values';
import { standingAfter } from './standing-change.js';

describe('standingAfter', () => {
  it.each([
    ['active', 'suspended', 'banned', null],
    ['suspended', null, 'banned', 'active'],
    ['banned', null, null, 'active'],
    ['deleted', null, null, null],
  ] as const)('%s: suspend → %s, ban → %s, reinstate → %s', (status, ...after) => {
    expect(STANDING_ACTIONS.map((action) => standingAfter(status, action))).toEqual(after);
  });

  it('never leaves a tenant where it was', () => {
    for (const status of TENANT_STATUSES) {
      for (const action of STANDING_ACTIONS) expect(standingAfter(status, action)).not.toBe(status);
    }
  });
});
