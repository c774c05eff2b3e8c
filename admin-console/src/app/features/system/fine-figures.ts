import { formatMilliseconds, formatNumber } from '@orbisvoice/shared-ui/format';

const FINE = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** A count or rate; below ten with two digits that count. */
export const fineNumber = (value: number | null): string =>
  value !== null && Math.abs(value) < 10 ? FINE.format(value) : formatNumber(value === null ? null : Math.round(value));

/** Milliseconds; below ten with two digits that count. */
export const fineMilliseconds = (value: number | null): string =>
  value !== null && Math.abs(value) < 10 ? `${FINE.format(value)} ms` : formatMilliseconds(value);
