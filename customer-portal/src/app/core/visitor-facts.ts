import { UI } from '@orbisvoice/shared-ui/core';

const regions = new Intl.DisplayNames('en', { type: 'region' });

/** "Germany" for DE; what is not a country code is shown as it came. */
export function countryName(code: string | null): string {
  if (!code) return UI.notAvailable;
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}
