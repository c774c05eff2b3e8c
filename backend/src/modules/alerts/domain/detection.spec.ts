import fc from 'fast-check';
import { leastDistanceKm } from './countries.js';
import { detect, episodes, localHour, type Signal } from './detection.js';
import type { RuleParameters } from './rules.js';

const START = Date.UTC(2026, 10, 20);
const parameters = (over: Partial<RuleParameters> = {}): RuleParameters => ({
  threshold: 3,
  windowSeconds: 600,
  clearSeconds: null,
  hours: null,
  severity: 'medium',
  ...over,
});

/** Random facts of one subject: bursts, pauses, equal moments. */
const facts = fc
  .array(
    fc.record({
      second: fc.oneof(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 90_000 })),
      facet: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      country: fc.constantFrom('DE', 'AT', 'US', 'JP', 'XX', null),
      isNew: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((raw) => {
    const sorted = [...raw].sort((a, b) => a.second - b.second);
    return sorted.map(({ second, facet, country, isNew }, index) => ({
      isNew,
      signal: {
        id: String(index).padStart(3, '0'),
        at: new Date(START + second * 1_000),
        facet,
        details: { country, zone: 'Europe/Berlin' },
      },
    }));
  });
type Facts = readonly { readonly signal: Signal; readonly isNew: boolean }[];

const sightings = (given: Facts) => {
  const fresh = new Set(given.filter(({ isNew }) => isNew).map(({ signal }) => signal.id));
  return { signals: given.map(({ signal }) => signal), isNew: ({ id }: Signal) => fresh.has(id), places: [] };
};

/** What is in the window that ends at a fact, counted by looking at everything. */
const windowOf = (given: Facts, end: Signal, windowSeconds: number): Facts =>
  given.filter(({ signal }) => signal.at <= end.at && signal.at.getTime() > end.at.getTime() - windowSeconds * 1_000);

/** The reference: every window, one by one. */
function naive(given: Facts, { threshold, windowSeconds }: RuleParameters, measure: (window: Facts) => number) {
  const firing = given
    .map(({ signal }) => windowOf(given, signal, windowSeconds))
    .filter((window) => measure(window) >= threshold && window.some(({ isNew }) => isNew));
  const members = new Set(firing.flatMap((window) => window.map(({ signal }) => signal.id)));
  return { members: [...members].sort(), peak: Math.max(0, ...firing.map(measure)) };
}

const found = (firing: ReturnType<typeof detect>) => ({
  members: (firing?.members ?? []).map(({ id }) => id).sort(),
  peak: firing?.peak ?? 0,
});
const limits = fc.record({ threshold: fc.integer({ min: 1, max: 6 }), windowSeconds: fc.constantFrom(60, 600, 3_600, 86_400) });

describe('a detector fires if and only if somebody who counts by hand says so', () => {
  it('burst', () => {
    fc.assert(
      fc.property(facts, limits, (given, over) => {
        const tuned = parameters(over);
        expect(found(detect('burst', sightings(given), tuned))).toEqual(naive(given, tuned, (window) => window.length));
      }),
      { numRuns: 500 },
    );
  });

  it('different ones', () => {
    fc.assert(
      fc.property(facts, limits, (given, over) => {
        const tuned = parameters(over);
        const different = (window: Facts): number => new Set(window.map(({ signal }) => signal.facet)).size;
        expect(found(detect('distinct', sightings(given), tuned))).toEqual(naive(given, tuned, different));
      }),
      { numRuns: 500 },
    );
  });

  it('odd hours, in the zone of the tenant and over midnight', () => {
    const hours = fc.record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 0, max: 23 }) });
    fc.assert(
      fc.property(facts, limits, hours, (given, over, odd) => {
        const tuned = parameters({ ...over, hours: odd });
        // Berlin is at UTC+1 in November
        const isOdd = ({ signal }: Facts[number]): boolean => {
          const hour = (signal.at.getUTCHours() + 1) % 24;
          return odd.from <= odd.to ? hour >= odd.from && hour < odd.to : hour >= odd.from || hour < odd.to;
        };
        const during = given.filter(isOdd);
        expect(found(detect('odd_hours', sightings(given), tuned))).toEqual(naive(during, tuned, (window) => window.length));
      }),
      { numRuns: 300 },
    );
  });

  it('a new country', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(600, 86_400), (given, windowSeconds) => {
        const fresh = given.map((fact) => ({ ...fact, isNew: true }));
        const firing = detect('novelty', sightings(fresh), parameters({ threshold: 1, windowSeconds }));
        const novel = fresh.filter(({ signal }, index) => {
          const before = fresh.slice(0, index).filter((earlier) => earlier.signal.details['country']);
          const recent = before.filter(({ signal: { at } }) => at.getTime() > signal.at.getTime() - windowSeconds * 1_000);
          const { country } = signal.details;
          return country && recent.length > 0 && recent.every((other) => other.signal.details['country'] !== country);
        });
        expect(found(firing).members).toEqual(novel.map(({ signal }) => signal.id));
      }),
      { numRuns: 300 },
    );
  });

  it('impossible travel', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 100, max: 5_000 }), (given, threshold) => {
        const firing = detect('travel', sightings(given), parameters({ threshold, windowSeconds: 86_400 }));
        const located = given.filter(({ signal }) => signal.details['country']);
        const members = new Set<string>();
        for (let index = 1; index < located.length; index++) {
          const [from, to] = [located[index - 1], located[index]];
          if (!from || !to || (!from.isNew && !to.isNew)) continue;
          const seconds = Math.max(60, (to.signal.at.getTime() - from.signal.at.getTime()) / 1_000);
          const km = leastDistanceKm(from.signal.details['country'] ?? '', to.signal.details['country'] ?? '') ?? 1_000;
          const isFar = km >= 300 && (km * 3_600) / seconds >= threshold;
          if (isFar && (to.signal.at.getTime() - from.signal.at.getTime()) / 1_000 < 86_400) {
            members.add(from.signal.id).add(to.signal.id);
          }
        }
        expect(found(firing).members).toEqual([...members].sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe('what was judged is not judged again', () => {
  it('in any split into turns, a fact is new once, and the turns find together what one turn finds', () => {
    fc.assert(
      fc.property(facts, limits, fc.integer({ min: 0, max: 40 }), (given, over, split) => {
        const tuned = parameters(over);
        const [first, second] = [given.slice(0, split), given.slice(split)];
        const early = first.map((fact) => ({ ...fact, isNew: true }));
        const late = [...first.map((fact) => ({ ...fact, isNew: false })), ...second.map((fact) => ({ ...fact, isNew: true }))];
        const whole = given.map((fact) => ({ ...fact, isNew: true }));
        const inTurns = [early, late].flatMap((turn) => found(detect('burst', sightings(turn), tuned)).members);
        expect([...new Set(inTurns)].sort()).toEqual(found(detect('burst', sightings(whole), tuned)).members);
      }),
      { numRuns: 300 },
    );
  });
});

describe('how often a rule would have fired', () => {
  const at = (minute: number, id: number): Facts[number] => ({
    isNew: true,
    signal: { id: String(id), at: new Date(START + minute * 60_000), facet: null, details: {} },
  });

  it('counts bursts with a window of silence between them', () => {
    const given = [0, 1, 2, 3, 60, 61, 62, 200, 201].map(at);
    expect(episodes('burst', sightings(given), parameters())).toBe(2);
    expect(episodes('burst', sightings(given), parameters({ threshold: 2 }))).toBe(3);
    expect(episodes('burst', sightings(given), parameters({ threshold: 5 }))).toBe(0);
  });
});

describe('hours and distances', () => {
  it('reads the clock of the tenant', () => {
    expect(localHour(new Date('2026-07-01T22:30:00Z'), 'Europe/Berlin')).toBe(0);
    expect(localHour(new Date('2026-01-01T22:30:00Z'), 'America/New_York')).toBe(17);
  });

  it('suspects nobody at a border, and knows oceans', () => {
    expect(leastDistanceKm('DE', 'AT')).toBe(0);
    expect(leastDistanceKm('DE', 'DE')).toBe(0);
    expect(leastDistanceKm('DE', 'JP')).toBeGreaterThan(6_000);
    expect(leastDistanceKm('DE', 'JP')).toBe(leastDistanceKm('JP', 'DE'));
    expect(leastDistanceKm('DE', 'XX')).toBeNull();
  });
});
