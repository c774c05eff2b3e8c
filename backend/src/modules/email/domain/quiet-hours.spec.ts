import fc from 'fast-check';
import { afterQuietHours } from './quiet-hours.js';

const leaves = (now: string, timeZone: string): string => afterQuietHours(new Date(now), timeZone).toISOString();
const HOUR_MS = 3_600_000;

describe('quiet hours', () => {
  it.each([
    ['by day', '2026-11-22T12:34:56.789Z', 'UTC', '2026-11-22T12:34:56.789Z'],
    ['at eight sharp', '2026-11-22T07:00:00.000Z', 'Europe/Berlin', '2026-11-22T07:00:00.000Z'],
    ['a moment before', '2026-11-22T06:59:59.999Z', 'Europe/Berlin', '2026-11-22T07:00:00.000Z'],
    ['at nine in the evening', '2026-11-22T21:00:00.000Z', 'UTC', '2026-11-23T08:00:00.000Z'],
    ['in a zone of quarter hours', '2026-11-22T20:00:00.000Z', 'Asia/Kathmandu', '2026-11-23T02:15:00.000Z'],
    ['in the night that loses an hour', '2026-03-28T22:00:00.000Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
    ['in the night that gains one', '2026-10-24T22:00:00.000Z', 'Europe/Berlin', '2026-10-25T07:00:00.000Z'],
  ])('%s', (_, now, timeZone, expected) => {
    expect(leaves(now, timeZone)).toBe(expected);
  });

  it('never hold a mail back for longer than a night, nor let one leave in it', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, zones, (now, timeZone) => {
        const at = afterQuietHours(now, timeZone);
        const hour = Number(at.toLocaleString('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }));
        expect(hour).toBeGreaterThanOrEqual(8);
        expect(hour).toBeLessThan(21);
        expect(at.getTime() - now.getTime()).toBeGreaterThanOrEqual(0);
        expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(12 * HOUR_MS);
        expect(afterQuietHours(at, timeZone)).toEqual(at);
      }),
    );
  });
});
