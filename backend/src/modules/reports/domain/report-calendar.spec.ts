import { REPORT_FREQUENCIES } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { instantOf, localDayOf } from './local-time.js';
import { lastPeriod, nextRunAfter, periodDueAt, type ReportTiming } from './report-calendar.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/St_Johns',
];
const timings = fc.record({
  frequency: fc.constantFrom(...REPORT_FREQUENCIES),
  timeZone: fc.constantFrom(...ZONES),
  hour: fc.integer({ min: 0, max: 23 }),
});
const moments = fc
  .integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2032-01-01T00:00:00Z') })
  .map((at) => new Date(Math.floor(at / 1000) * 1000));
const weekly: ReportTiming = { frequency: 'weekly', timeZone: 'Europe/Berlin', hour: 7 };
const at = (text: string): Date => new Date(text);

describe('instantOf', () => {
  it.each([
    ['an ordinary morning', '2026-11-27', 7, 'Europe/Berlin', '2026-11-27T06:00:00.000Z'],
    ['an hour the clock leaves out', '2026-03-29', 2, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['an hour the clock shows twice', '2026-10-25', 2, 'Europe/Berlin', '2026-10-25T00:00:00.000Z'],
    ['the hour after it', '2026-10-25', 3, 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['a midnight that does not exist', '2026-03-29', 0, 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['a change of half an hour', '2026-10-04', 2, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['a day that was left out whole', '2011-12-30', 7, 'Pacific/Apia', '2011-12-30T17:00:00.000Z'],
  ])('%s', (_what, day, hour, zone, expected) => {
    expect(instantOf(day, hour, zone).toISOString()).toBe(expected);
  });
});

describe('nextRunAfter', () => {
  it.each([
    ['daily', '2026-11-27T05:59:59Z', '2026-11-27T06:00:00.000Z'],
    ['daily', '2026-11-27T06:00:00Z', '2026-11-28T06:00:00.000Z'],
    ['weekly', '2026-11-27T06:00:00Z', '2026-11-30T06:00:00.000Z'],
    ['monthly', '2026-11-27T06:00:00Z', '2026-12-01T06:00:00.000Z'],
    ['monthly', '2026-12-01T06:00:00Z', '2027-01-01T06:00:00.000Z'],
    ['quarterly', '2026-11-27T06:00:00Z', '2027-01-01T06:00:00.000Z'],
    ['quarterly', '2026-02-27T06:00:00Z', '2026-04-01T05:00:00.000Z'],
  ] as const)('%s after %s is %s', (frequency, after, expected) => {
    expect(nextRunAfter(at(after), { ...weekly, frequency }).toISOString()).toBe(expected);
  });

  it('is later, is the first that is, and shows the hour or stands where the clock jumped', () => {
    fc.assert(
      fc.property(moments, timings, (after, timing) => {
        const next = nextRunAfter(after, timing);
        expect(next.getTime()).toBeGreaterThan(after.getTime());
        expect(nextRunAfter(new Date(next.getTime() - 1), timing)).toEqual(next);
        const day = localDayOf(next, timing.timeZone);
        expect(instantOf(day, timing.hour, timing.timeZone)).toEqual(next);
      }),
      { numRuns: 500 },
    );
  });

  it('runs once a day in a year with two changes of the clock, even in the hour they happen', () => {
    for (const timeZone of ZONES) {
      for (const hour of [0, 1, 2, 3]) {
        const days: string[] = [];
        for (
          let next = nextRunAfter(at('2026-01-02T00:00:01Z'), { frequency: 'daily', timeZone, hour });
          next < at('2027-01-02T00:00:01Z');
        ) {
          days.push(localDayOf(next, timeZone));
          next = nextRunAfter(next, { frequency: 'daily', timeZone, hour });
        }
        expect(days).toHaveLength(365);
        expect(new Set(days).size).toBe(365);
      }
    }
  });
});

describe('the period of a run', () => {
  it.each([
    ['daily', '2026-11-27', '2026-11-26'],
    ['weekly', '2026-11-23', '2026-11-16'],
    ['monthly', '2026-11-01', '2026-10-01'],
    ['quarterly', '2026-10-01', '2026-07-01'],
  ] as const)('%s ends on %s', (frequency, to, from) => {
    expect(periodDueAt(at('2026-11-27T12:00:00Z'), { ...weekly, frequency })).toEqual({ from, to });
    expect(lastPeriod(at('2026-11-27T12:00:00Z'), { ...weekly, frequency })).toEqual({ from, to });
  });

  it('is the one before while the hour has not come', () => {
    expect(periodDueAt(at('2026-11-30T05:59:59Z'), weekly)).toEqual({ from: '2026-11-16', to: '2026-11-23' });
    expect(periodDueAt(at('2026-11-30T06:00:00Z'), weekly)).toEqual({ from: '2026-11-23', to: '2026-11-30' });
  });

  it('follows the last without gap or overlap, and after downtime is the latest alone', () => {
    fc.assert(
      fc.property(moments, timings, (after, timing) => {
        const first = nextRunAfter(after, timing);
        const second = nextRunAfter(first, timing);
        expect(periodDueAt(second, timing).from).toBe(periodDueAt(first, timing).to);
        expect(periodDueAt(new Date(second.getTime() - 1), timing)).toEqual(periodDueAt(first, timing));
      }),
      { numRuns: 300 },
    );
  });
});
