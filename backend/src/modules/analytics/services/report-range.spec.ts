import type { AnalyticsQuery } from '@orbisvoice/shared-dto';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { reportRange, reportSpan } from './report-range.js';

const at = { now: new Date('2026-11-20T22:30:00Z'), timeZone: 'Europe/Berlin' };
const range = (query: Partial<AnalyticsQuery> = {}) => reportRange({ interval: 'day', compare: 'previous', ...query }, at);

it('ends with today and holds against as many days before', () => {
  expect(range()).toMatchObject({
    timeZone: 'Europe/Berlin',
    from: '2026-10-22',
    to: '2026-11-21',
    previous: { from: '2026-09-22', to: '2026-10-22' },
    first: '2026-09-22',
    today: '2026-11-20',
  });
});

it('takes today from the zone that is asked for', () => {
  expect(range({ timeZone: 'Asia/Kathmandu' }).to).toBe('2026-11-22');
  expect(range({ timeZone: 'America/New_York', compare: 'none' })).toMatchObject({ to: '2026-11-21', previous: null, first: '2026-10-22' });
});

it('begins thirty days before an end that is given, and ends with today from a begin that is', () => {
  expect(range({ to: '2026-03-31' })).toMatchObject({ from: '2026-03-01', to: '2026-03-31' });
  expect(range({ from: '2026-11-01' })).toMatchObject({ from: '2026-11-01', to: '2026-11-21' });
  // a begin in the future has at least its own day
  expect(range({ from: '2026-12-24' })).toMatchObject({ from: '2026-12-24', to: '2026-12-25' });
});

it.each([
  ['a reversed range', { from: '2026-03-02', to: '2026-03-01' }, 'from'],
  ['too many days', { from: '2024-11-01' }, 'from'],
  ['hours of too many days', { from: '2026-01-01', to: '2026-02-04', interval: 'hour' as const }, 'interval'],
  ['days before the calendar', { from: '1999-12-31', to: '2000-01-02' }, 'from'],
  ['days after it', { from: '2199-12-31', to: '2200-01-02' }, 'to'],
])('refuses %s and names the field', (_what, query, field) => {
  expect(() => range(query)).toThrow(DomainError);
  try {
    range(query);
  } catch (error) {
    expect(error).toMatchObject({ code: 'request.invalid', fields: [{ path: field }] });
  }
});

it('draws as many hours as fit', () => {
  expect(range({ from: '2026-01-01', to: '2026-02-03', interval: 'hour' }).interval).toBe('hour');
});

describe('the span of a list of rows', () => {
  const span = (from?: string, to?: string, timeZone?: string) => reportSpan({ from, to, timeZone }, at);

  it('is the days of a report, or the instants that are asked for', () => {
    expect(span()).toEqual({ timeZone: 'Europe/Berlin', from: '2026-10-22', to: '2026-11-21' });
    expect(span('2026-03-01', '2026-03-02', 'UTC')).toEqual({ timeZone: 'UTC', from: '2026-03-01', to: '2026-03-02' });
    const hour = { from: '2026-10-25T00:00:00Z', to: '2026-10-25T01:00:00Z' };
    expect(span(hour.from, hour.to)).toEqual({ timeZone: 'Europe/Berlin', ...hour });
  });

  it('fills in days beside the day of an instant in the zone', () => {
    expect(span('2026-11-10T23:30:00Z')).toMatchObject({ from: '2026-11-10T23:30:00Z', to: '2026-11-21' });
    // half past midnight of the eleventh
    expect(span(undefined, '2026-11-10T23:30:00Z')).toMatchObject({ from: '2026-10-13', to: '2026-11-10T23:30:00Z' });
    // midnight itself is the end of the tenth
    expect(span(undefined, '2026-11-10T23:00:00Z')).toMatchObject({ from: '2026-10-12' });
    expect(span('2026-11-10', '2026-11-09T23:30:00Z')).toMatchObject({ from: '2026-11-10', to: '2026-11-09T23:30:00Z' });
  });

  it.each([
    ['2026-11-10', '2026-11-09T23:00:00Z', 'from'],
    ['2024-11-01T00:00:00Z', undefined, 'from'],
    ['0001-01-01T00:00:00Z', undefined, 'from'],
    [undefined, '9999-12-31T23:59:59Z', 'to'],
  ])('refuses %s to %s and names the field', (from, to, path) => {
    let refusal: unknown;
    try {
      span(from, to);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'request.invalid', fields: [{ path }] });
  });
});
