import { UI } from '../ui-strings';

const LOCALE = 'en-US';
const whole = new Intl.NumberFormat(LOCALE);

/** 12,480 */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? UI.notAvailable : whole.format(value);
}

/** A share from 0 to 1 as "87.5 %". */
export function formatShare(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined) return UI.notAvailable;
  return `${new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits }).format(share * 100)} %`;
}

/** Seconds as "42 s", "3 min 5 s" or "1 h 4 min". */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return UI.notAvailable;
  const total = Math.round(seconds);
  if (total < 60) return `${total} s`;
  if (total < 3_600) return `${Math.floor(total / 60)} min${total % 60 ? ` ${total % 60} s` : ''}`;
  const minutes = Math.floor((total % 3_600) / 60);
  return `${Math.floor(total / 3_600)} h${minutes ? ` ${minutes} min` : ''}`;
}

/** Milliseconds as "840 ms" or "1.2 s". */
export function formatMilliseconds(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return UI.notAvailable;
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as "840 B", "1.2 MB" or "36 GB": thousands, as disks and networks count. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return UI.notAvailable;
  const power = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** power;
  return `${new Intl.NumberFormat(LOCALE, { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 }).format(value)} ${BYTE_UNITS[power]}`;
}

/** 1 agent, 2 agents */
export function plural(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
