import * as fc from 'fast-check';
import { ROLES } from '@orbisvoice/shared-dto/values';
import { roleRefusal } from './role-rules.js';

const person = (id: string, role: (typeof ROLES)[number]) => ({ id, role });

describe('roleRefusal', () => {
  it.each([
    ['self', person('a', 'owner'), person('a', 'owner'), 'member', 2, 'team.cannot_change_self'],
    ['member at all', person('a', 'member'), person('b', 'member'), 'admin', 1, 'access.forbidden'],
    ['admin makes an owner', person('a', 'admin'), person('b', 'member'), 'owner', 1, 'access.forbidden'],
    ['admin demotes an owner', person('a', 'admin'), person('b', 'owner'), 'member', 2, 'access.forbidden'],
    ['admin removes an owner', person('a', 'admin'), person('b', 'owner'), null, 2, 'access.forbidden'],
    ['last owner', person('a', 'owner'), person('b', 'owner'), 'admin', 1, 'team.last_owner'],
    ['admin makes an admin', person('a', 'admin'), person('b', 'member'), 'admin', 1, null],
    ['owner hands over', person('a', 'owner'), person('b', 'member'), 'owner', 1, null],
    ['owner removes an owner', person('a', 'owner'), person('b', 'owner'), null, 2, null],
  ] as const)('%s', (_, actor, target, to, owners, expected) => expect(roleRefusal({ actor, target, to, owners })).toBe(expected));

  it('no sequence of allowed changes leaves a tenant without an owner', () => {
    const change = fc.record({ actor: fc.nat(4), target: fc.nat(4), to: fc.constantFrom(...ROLES, null) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 50 }), (changes) => {
        const roles = new Map<number, (typeof ROLES)[number]>([
          [0, 'owner'],
          [1, 'owner'],
          [2, 'admin'],
          [3, 'admin'],
          [4, 'member'],
        ]);
        for (const { actor, target, to } of changes) {
          const [by, of] = [roles.get(actor), roles.get(target)];
          if (!by || !of) continue;
          const owners = [...roles.values()].filter((role) => role === 'owner').length;
          if (roleRefusal({ actor: person(`${actor}`, by), target: person(`${target}`, of), to, owners })) continue;
          if (to) roles.set(target, to);
          else roles.delete(target);
          expect([...roles.values()]).toContain('owner');
        }
      }),
    );
  });
});
