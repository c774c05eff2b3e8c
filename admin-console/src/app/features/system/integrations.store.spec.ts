import type { SystemIntegration } from '@orbisvoice/shared-dto';
import { verdictOf } from './integrations.store';

const an = (over: Partial<SystemIntegration>): SystemIntegration => ({
  ...{ name: 'smtp', kind: 'email', lastSuccessAt: null, lastErrorAt: null, lastError: null, latencyMs: null },
  ...{ successes24h: 0, failures24h: 0, circuits: [], canProbe: true, probe: null },
  ...over,
});

describe('verdictOf', () => {
  const [early, late] = ['2026-03-04T10:00:00.000Z', '2026-03-04T10:00:01.000Z'];

  it.each([
    ['unused', {}],
    ['up', { lastSuccessAt: late, lastErrorAt: early }],
    ['up', { lastSuccessAt: late }],
    ['down', { lastSuccessAt: early, lastErrorAt: late }],
    ['down', { lastErrorAt: late }],
  ] as const)('is %s by the latest word', (verdict, over) => expect(verdictOf(an(over))).toBe(verdict));

  it('is held while any process lets nothing through, whatever others say', () => {
    const circuit = { host: 'w1', pid: 1, kind: 'worker', until: null } as const;
    const circuits = [
      { ...circuit, state: 'closed' as const },
      { ...circuit, state: 'open' as const },
    ];
    expect(verdictOf(an({ lastSuccessAt: late, circuits }))).toBe('held');
    expect(verdictOf(an({ lastSuccessAt: late, circuits: circuits.slice(0, 1) }))).toBe('up');
  });
});
