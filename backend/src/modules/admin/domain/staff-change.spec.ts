import fc from 'fast-check';
import { confirmationRefusal, type Proposal, STAFF_CHANGE_MS, statusAt, withdrawalRefusal, wishRefusal } from './staff-change.js';

const NOW = new Date('2026-11-22T18:04:00.000Z');
const roster = (...ids: string[]): ReadonlySet<string> => new Set(ids);
const grant = (by: string | null, id = 'new', isFit = true) => ({ person: { id, isFit }, isAdmin: true, by });
const revoke = (by: string | null, id: string) => ({ person: { id, isFit: true }, isAdmin: false, by });
const proposal = (over: Partial<Proposal> = {}): Proposal => ({
  status: 'pending',
  proposedBy: 'a',
  expiresAt: new Date(NOW.getTime() + 1),
  ...over,
});

describe('wishRefusal', () => {
  it.each([
    ['a stranger', grant('x'), 'access.forbidden'],
    ['oneself', revoke('a', 'a'), 'admin.staff_change_own'],
    ['who is staff already', grant('a', 'b'), 'admin.staff_change_unneeded'],
    ['who is not staff', revoke('a', 'x'), 'admin.staff_change_unneeded'],
    ['an address nobody proved', grant('a', 'x', false), 'admin.staff_change_unfit'],
    ['a newcomer', grant('a'), null],
    ['a colleague', revoke('a', 'b'), null],
    ['by the command line', grant(null), null],
  ])('%s', (_, wish, expected) => expect(wishRefusal(wish, roster('a', 'b'))).toBe(expected));

  it('keeps the last one, even from the command line', () => {
    expect(wishRefusal(revoke(null, 'a'), roster('a'))).toBe('admin.staff_last');
  });
});

describe('confirmationRefusal', () => {
  const at = { roster: roster('a', 'b', 'c'), now: NOW };
  it.each([
    ['the proposer', proposal(), 'a', 'admin.staff_change_second'],
    ['somebody else', proposal(), 'b', null],
    ['somebody who is not staff', proposal(), 'x', 'access.forbidden'],
    ['too late', proposal({ expiresAt: NOW }), 'b', 'admin.staff_change_closed'],
    ['what was withdrawn', proposal({ status: 'withdrawn' }), 'b', 'admin.staff_change_closed'],
    ['what somebody proposed who is staff no more', proposal({ proposedBy: 'gone' }), 'b', 'admin.staff_change_closed'],
    ['what nobody is left to have proposed', proposal({ proposedBy: null }), 'b', 'admin.staff_change_closed'],
  ])('%s', (_, given, by, expected) => expect(confirmationRefusal(given, { ...grant(by), by }, at)).toBe(expected));

  it('is nothing for the person concerned', () => {
    expect(confirmationRefusal(proposal(), { ...revoke('c', 'c'), by: 'c' }, at)).toBe('admin.staff_change_own');
  });
});

describe('withdrawalRefusal', () => {
  it.each([
    ['the proposer', proposal(), 'a', null],
    ['a colleague', proposal(), 'b', null],
    ['the person concerned', proposal(), 'c', 'admin.staff_change_own'],
    ['somebody who is not staff, or no more', proposal(), 'x', 'access.forbidden'],
    ['what is done', proposal({ status: 'confirmed' }), 'a', 'admin.staff_change_closed'],
    ['what has run out', proposal({ expiresAt: NOW }), 'a', 'admin.staff_change_closed'],
    ['what fell with its proposer', proposal({ proposedBy: 'gone' }), 'a', 'admin.staff_change_closed'],
  ])('%s', (_, given, by, expected) =>
    expect(withdrawalRefusal(given, { personId: 'c', by }, { roster: roster('a', 'b', 'c'), now: NOW })).toBe(expected),
  );
});

describe('statusAt', () => {
  const at = { roster: roster('a', 'b'), now: NOW };
  it.each([
    ['whose proposer is staff', proposal(), 'pending'],
    ['whose proposer is staff no more', proposal({ proposedBy: 'gone' }), 'fallen'],
    ['whose proposer does not exist any more', proposal({ proposedBy: null }), 'fallen'],
    ['that ran out, whoever made it', proposal({ proposedBy: 'gone', expiresAt: NOW }), 'expired'],
    ['that was confirmed before', proposal({ proposedBy: 'gone', status: 'confirmed' }), 'confirmed'],
  ])('of one %s', (_, given, expected) => expect(statusAt(given, at)).toBe(expected));
});

/** Everything staff and the command line can do, in any order: proposals that overlap, run out, are confirmed by anybody. */
const step = fc.oneof(
  fc.record({ do: fc.constant('propose' as const), by: fc.nat(5), about: fc.nat(5), isAdmin: fc.boolean(), wait: fc.nat(STAFF_CHANGE_MS) }),
  fc.record({ do: fc.constant('confirm' as const), by: fc.nat(5), which: fc.nat(9), wait: fc.nat(3_600_000) }),
  fc.record({ do: fc.constant('withdraw' as const), by: fc.nat(5), which: fc.nat(9), wait: fc.nat(3_600_000) }),
  fc.record({ do: fc.constant('command' as const), about: fc.nat(5), isAdmin: fc.boolean(), wait: fc.nat(3_600_000) }),
);

interface Open {
  proposal: Proposal;
  readonly about: string;
  readonly isAdmin: boolean;
}

describe('any order of proposals, confirmations, withdrawals and commands', () => {
  it('leaves somebody, changes nobody by one person, and never acts on what is closed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const staff = new Set(['0', '1', '2']);
        const open: Open[] = [];
        let now = NOW.getTime();
        for (const one of steps) {
          now += one.wait;
          const at = { roster: staff, now: new Date(now) };
          if (one.do === 'propose' || one.do === 'command') {
            const by = one.do === 'propose' ? `${one.by}` : null;
            const wish = { person: { id: `${one.about}`, isFit: true }, isAdmin: one.isAdmin, by };
            if (wishRefusal(wish, staff)) continue;
            if (by === null) change(staff, wish.person.id, one.isAdmin);
            else {
              const expiresAt = new Date(now + STAFF_CHANGE_MS);
              open.push({ proposal: { status: 'pending', proposedBy: by, expiresAt }, about: wish.person.id, isAdmin: one.isAdmin });
            }
          } else {
            const it = open[one.which];
            if (!it) continue;
            const by = `${one.by}`;
            const wasPending = statusAt(it.proposal, at) === 'pending';
            if (one.do === 'withdraw') {
              if (withdrawalRefusal(it.proposal, { personId: it.about, by }, at)) continue;
              expect(staff.has(by)).toBe(true);
              it.proposal = { ...it.proposal, status: 'withdrawn' };
            } else {
              const wish = { person: { id: it.about, isFit: true }, isAdmin: it.isAdmin, by };
              if (confirmationRefusal(it.proposal, wish, at)) continue;
              const two = new Set([by, it.proposal.proposedBy]);
              expect([two.size, two.has(it.about), [...two].every((id) => staff.has(id ?? ''))]).toEqual([2, false, true]);
              change(staff, it.about, it.isAdmin);
              it.proposal = { ...it.proposal, status: 'confirmed' };
            }
            expect(wasPending).toBe(true);
          }
          expect(staff.size).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function change(staff: Set<string>, id: string, isAdmin: boolean): void {
  if (isAdmin) staff.add(id);
  else staff.delete(id);
}
