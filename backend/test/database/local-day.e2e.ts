import fc from 'fast-check';
import { startOfDay } from '../../src/platform/database/local-day.js';
import { startTestApp, type TestApp } from '../harness/app.js';

const ZONES = [
  'America/Havana', // back at 1:00, so that midnight comes twice
  'Atlantic/Azores',
  'Africa/Cairo', // forward at midnight, so that it never comes
  'Asia/Beirut',
  'Australia/Lord_Howe', // by half an hour
  'Asia/Kathmandu',
  'Europe/Berlin',
  'UTC',
];
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

/** The first quarter of an hour whose local day it is, by the calendar of JavaScript. */
function firstMoment(day: string, timeZone: string): string {
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  let at = Date.parse(day) - DAY_MS;
  while (calendar.format(at) < day) at += QUARTER_MS;
  return new Date(at).toISOString();
}

describe('the start of a local day', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  async function started(day: string, zone: string): Promise<string | undefined> {
    const { rows } = await app.owner.query<{ at: Date }>(`select ${startOfDay('$1::date', '$2::text')} as at`, [day, zone]);
    return rows[0]?.at.toISOString();
  }

  it.each([
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ])('%s in %s', async (day, zone, at) => {
    expect(await started(day, zone)).toBe(at);
  });

  it('is its first moment on any day of any zone', async () => {
    const days = fc.integer({ min: 0, max: 3_650 }).map((n) => new Date(Date.parse('2020-01-01') + n * DAY_MS).toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(days, fc.constantFrom(...ZONES), async (day, zone) => {
        expect(await started(day, zone)).toBe(firstMoment(day, zone));
      }),
      { numRuns: 200 },
    );
  });
});
