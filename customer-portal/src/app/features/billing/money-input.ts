import { minorDigits } from './rate';

/** What a person typed as an amount, in minor units; null when it is none. "25", "25.5" and "25,50" are; "25.505" is not in USD. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, '0'));
}

/** An amount as it is typed: (2550, 'usd') → "25.50", (2500, 'usd') → "25". */
export function moneyText(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const factor = 10 ** digits;
  return minor % factor === 0 ? String(minor / factor) : (minor / factor).toFixed(digits);
}
