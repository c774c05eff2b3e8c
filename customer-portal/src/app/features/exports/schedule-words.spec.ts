import { REPORT_FREQUENCIES } from '@orbisvoice/shared-dto/values';
import { addressesIn, isAddress, scheduleInWords, zoneChoices } from './schedule-words';

describe('schedules in words', () => {
  it('say when a report comes and what it is about', () => {
    const words = REPORT_FREQUENCIES.map((frequency) => scheduleInWords({ frequency, hour: 7, timeZone: 'Europe/Berlin' }));
    expect(words).toEqual([
      'Every day at 07:00 (Europe/Berlin), about the day before.',
      'Every Monday at 07:00 (Europe/Berlin), about the week before, Monday to Sunday.',
      'On the 1st of every month at 07:00 (Europe/Berlin), about the month before.',
      'On 1 January, April, July and October at 07:00 (Europe/Berlin), about the quarter before.',
    ]);
  });

  it('offer the zones that are near first, each once', () => {
    const { near, all } = zoneChoices(['Europe/Berlin', 'Europe/Berlin', 'Asia/Tokyo']);
    expect(near).toEqual(['Europe/Berlin', 'Asia/Tokyo', 'UTC']);
    expect(all).toContain('Europe/Paris');
    expect(all.filter((zone) => near.includes(zone))).toEqual([]);
  });
});

describe('addresses in a text', () => {
  it('are found however they are parted', () => {
    expect(addressesIn(' Ada@Example.com, bob@example.com;<cy@example.com>\nada@example.com ')).toEqual([
      'ada@example.com',
      'bob@example.com',
      'cy@example.com',
    ]);
    expect(addressesIn(' , ')).toEqual([]);
  });

  it('have the shape of one', () => {
    expect(['ada@example.com', 'a.b+c@sub.example.org'].every(isAddress)).toBe(true);
    expect(['ada', 'ada@', '@example.com', 'ada@example', 'ada@example.', 'a b@example.com'].some(isAddress)).toBe(false);
  });
});
