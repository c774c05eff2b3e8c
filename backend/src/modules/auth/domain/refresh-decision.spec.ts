import * as fc from 'fast-check';
import { refreshDecision, REFRESH_GRACE_MS, type RefreshState } from './refresh-decision.js';

const at = (ms: number): Date => new Date(ms);
const state = (change: Partial<RefreshState> = {}): RefreshState => ({
  tokenExpiresAt: at(1_000_000),
  tokenUsedAt: null,
  sessionExpiresAt: at(2_000_000),
  sessionRevokedAt: null,
  ...change,
});

describe('refreshDecision', () => {
  it.each([
    ['first use', state(), 500, 'rotate'],
    ['idle too long', state(), 1_000_000, 'invalid'],
    ['session at its end', state({ tokenExpiresAt: at(3_000_000) }), 2_000_000, 'invalid'],
    ['revoked', state({ sessionRevokedAt: at(1) }), 500, 'invalid'],
    ['revoked and used', state({ sessionRevokedAt: at(1), tokenUsedAt: at(1) }), 50_000, 'invalid'],
    ['double submit', state({ tokenUsedAt: at(500) }), 500 + REFRESH_GRACE_MS, 'repeat'],
    ['late return', state({ tokenUsedAt: at(500) }), 501 + REFRESH_GRACE_MS, 'reused'],
    ['late return after its own expiry', state({ tokenUsedAt: at(500) }), 1_500_000, 'reused'],
  ])('%s', (_, given, now, expected) => expect(refreshDecision(given, at(now))).toBe(expected));
});

/** A family of tokens in memory: the store's semantics without the store. A repeat gets the newest. */
class Family {
  readonly tokens = [{ usedAt: null as Date | null, expiresAt: at(IDLE) }];
  revokedAt: Date | null = null;

  present(index: number, now: Date): number | 'reused' | 'invalid' {
    const token = this.tokens[index];
    if (!token) return 'invalid';
    const decision = refreshDecision(
      { tokenExpiresAt: token.expiresAt, tokenUsedAt: token.usedAt, sessionExpiresAt: at(ABSOLUTE), sessionRevokedAt: this.revokedAt },
      now,
    );
    if (decision === 'reused') this.revokedAt = now;
    if (decision === 'rotate') {
      token.usedAt = now;
      this.tokens.push({ usedAt: null, expiresAt: at(now.getTime() + IDLE) });
    }
    return decision === 'rotate' || decision === 'repeat' ? this.tokens.length - 1 : decision;
  }
}

const IDLE = 1_000_000;
const ABSOLUTE = 5_000_000;

const step = fc.record({
  who: fc.constantFrom('owner' as const, 'thief' as const),
  wait: fc.nat({ max: 30_000 }),
  back: fc.nat({ max: 3 }),
});

describe('a family under any interleaving of its owner and a thief', () => {
  it('never forks, and never lives on after a late return', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const family = new Family();
        const latest = { owner: 0, thief: 0 };
        let now = 0;
        for (const { who, wait, back } of steps) {
          now += wait;
          const presented = Math.max(0, latest[who] - (who === 'thief' ? back : 0));
          const usedAt = family.tokens[presented]?.usedAt;
          const isLate = usedAt && now - usedAt.getTime() > REFRESH_GRACE_MS;
          const wasAlive = !family.revokedAt;
          const answer = family.present(presented, at(now));
          if (typeof answer === 'number') latest[who] = answer;
          // one successor each, one unused token at most
          expect(family.tokens.filter((token) => !token.usedAt).length).toBe(1);
          if (isLate && wasAlive) expect(answer).toBe('reused');
          if (family.revokedAt) {
            expect(typeof answer).toBe('string');
            for (let index = 0; index < family.tokens.length; index++) expect(family.present(index, at(now))).toBe('invalid');
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('an owner who refreshes alone, doubled within the grace, is never thrown out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.nat({ max: IDLE - 20_000 }), again: fc.nat({ max: REFRESH_GRACE_MS }) }), { maxLength: 5 }),
        (steps) => {
          const family = new Family();
          let now = 0;
          let latest = 0;
          for (const { wait, again } of steps) {
            now += wait;
            if (now >= ABSOLUTE - REFRESH_GRACE_MS) break;
            const first = family.present(latest, at(now));
            const second = family.present(latest, at(now + again));
            expect(first).toBe(latest + 1);
            expect(second).toBe(first);
            now += again;
            latest += 1;
          }
        },
      ),
    );
  });
});
