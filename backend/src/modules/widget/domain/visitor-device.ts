import type { Device } from '@orbisvoice/shared-dto/values';

/** Tablets first: an Android without `Mobile` is one, and iPads say so unless they pretend to be a Mac. */
const DEVICES: readonly (readonly [RegExp, Device])[] = [
  [/iPad|Tablet|PlayBook|Silk|Android(?!.*Mobile)/, 'tablet'],
  [/iPhone|iPod|Mobile|Windows Phone/, 'mobile'],
  [/Windows|Mac OS X|CrOS|Linux/, 'desktop'],
];

/** What kind of device a user-agent line speaks of. */
export const deviceOf = (userAgent: string): Device => DEVICES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other';
