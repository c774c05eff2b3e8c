import * as fc from 'fast-check';
import { changesBetween, refuseSecrets } from './audit-changes.js';

describe('changesBetween', () => {
  it('holds before and after of what differs, and nothing else', () => {
    const before = { name: 'Ada', role: 'member', tags: ['a'], extra: 1 };
    expect(changesBetween(before, { ...before, role: 'admin', extra: 2 }, ['name', 'role', 'tags'])).toEqual({
      role: { before: 'member', after: 'admin' },
    });
  });

  it('writes instants as text and new or removed things against null', () => {
    const at = new Date('2026-01-02T03:04:05.000Z');
    expect(changesBetween(null, { expiresAt: at }, ['expiresAt'])).toEqual({
      expiresAt: { before: null, after: '2026-01-02T03:04:05.000Z' },
    });
    expect(changesBetween({ role: 'owner' }, null, ['role'])).toEqual({ role: { before: 'owner', after: null } });
  });

  it('is empty exactly when nothing differs', () => {
    const state = fc.record({ a: fc.string(), b: fc.array(fc.integer()), c: fc.option(fc.boolean()) });
    fc.assert(
      fc.property(state, state, (before, after) => {
        const changed = ['a', 'b', 'c'].filter((field) => JSON.stringify(before[field as 'a']) !== JSON.stringify(after[field as 'a']));
        expect(Object.keys(changesBetween(before, after, ['a', 'b', 'c']))).toEqual(changed);
      }),
    );
  });
});

describe('refuseSecrets', () => {
  it.each(['passwordHash', 'newPassword', 'clientSecret', 'refresh_token'])('refuses %s', (field) =>
    expect(() => refuseSecrets({ [field]: { before: null, after: 'x' } })).toThrow(field),
  );
});
