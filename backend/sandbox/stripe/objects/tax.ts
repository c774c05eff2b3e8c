import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

/** Where the account is at home: its VAT is charged even to businesses. */
const TAX_HOME = 'DE';

/** Rates in hundredths of a percent, by country and, in the US, by state; everywhere else the account does not collect. */
const RATES: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  DE: 1900,
  ES: 2100,
  FR: 2000,
  GB: 2000,
  IE: 2300,
  IT: 2200,
  NL: 2100,
  PL: 2300,
  'US-NY': 888,
  'US-TX': 825,
  'US-WA': 1030,
};

/** What tax a customer pays, and why. */
export interface TaxTerms {
  /** Hundredths of a percent. */
  rate: number;
  reason: 'standard_rated' | 'reverse_charge' | 'customer_exempt' | 'not_collecting';
  /** The id of the rate. */
  rateId: string;
}

export interface Payer {
  address: Stripe.Address | null;
  exemption: string | null;
  taxIds: readonly Pick<Stripe.TaxId, 'country' | 'type'>[];
}

/** What is known of a customer for tax. */
export function payerOf(draft: Draft, customer: Stripe.Customer): Payer {
  return { address: customer.address ?? null, exemption: customer.tax_exempt ?? null, taxIds: taxIdsOf(draft, customer.id) };
}

/** A customer's tax ids, oldest first. */
export function taxIdsOf(draft: Draft, customer: string): Stripe.TaxId[] {
  return draft.all('taxIds').filter((taxId) => taxId.customer === customer);
}

/** The tax of a payer; null when the address does not say where they are. */
export function taxTermsOf({ address, exemption, taxIds }: Payer): TaxTerms | null {
  const place = placeOf(address);
  if (place === null) return null;
  const rateId = `txr_${place.toLowerCase().replace('-', '_')}`;
  const rate = RATES[place];
  if (exemption === 'exempt') return { rate: 0, reason: 'customer_exempt', rateId };
  if (rate === undefined) return { rate: 0, reason: 'not_collecting', rateId };
  const isForeignBusiness = place !== TAX_HOME && taxIds.some(({ type, country }) => type === 'eu_vat' && country === place);
  if (exemption === 'reverse' || isForeignBusiness) return { rate: 0, reason: 'reverse_charge', rateId };
  return { rate, reason: 'standard_rated', rateId };
}

/** Country, or country and state in the US, where a ZIP code or a state is needed to place someone. */
function placeOf(address: Stripe.Address | null): string | null {
  const country = address?.country?.toUpperCase();
  if (!country || !/^[A-Z]{2}$/.test(country)) return null;
  if (country !== 'US') return country;
  const state = address?.state?.toUpperCase();
  return state && /^[A-Z]{2}$/.test(state) ? `US-${state}` : null;
}

/** One tax of a line or an invoice, as the API shows it. */
export function taxEntry(terms: TaxTerms, amount: number, taxable: number): Stripe.Invoice.TotalTax {
  return {
    amount,
    tax_behavior: 'exclusive',
    tax_rate_details: { tax_rate: terms.rateId },
    taxability_reason: terms.reason,
    taxable_amount: terms.rate === 0 ? 0 : taxable,
    type: 'tax_rate_details',
  } satisfies Stripe.Invoice.TotalTax;
}

const EU_VAT: Readonly<Record<string, RegExp>> = {
  AT: /^ATU\d{8}$/,
  BE: /^BE[01]\d{9}$/,
  BG: /^BG\d{9,10}$/,
  CY: /^CY\d{8}[A-Z]$/,
  CZ: /^CZ\d{8,10}$/,
  DE: /^DE\d{9}$/,
  DK: /^DK\d{8}$/,
  EE: /^EE\d{9}$/,
  EL: /^EL\d{9}$/,
  ES: /^ES[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^FI\d{8}$/,
  FR: /^FR[A-Z0-9]{2}\d{9}$/,
  HR: /^HR\d{11}$/,
  HU: /^HU\d{8}$/,
  IE: /^IE\d[A-Z0-9]\d{5}[A-Z]{1,2}$/,
  IT: /^IT\d{11}$/,
  LT: /^LT(\d{9}|\d{12})$/,
  LU: /^LU\d{8}$/,
  LV: /^LV\d{11}$/,
  MT: /^MT\d{8}$/,
  NL: /^NL\d{9}B\d{2}$/,
  PL: /^PL\d{10}$/,
  PT: /^PT\d{9}$/,
  RO: /^RO\d{2,10}$/,
  SE: /^SE\d{12}$/,
  SI: /^SI\d{8}$/,
  SK: /^SK\d{10}$/,
};

/** The tax ids the sandbox can check. */
export const TAX_ID_TYPES = ['eu_vat', 'gb_vat', 'us_ein'] as const;

/** The country a well-formed tax id belongs to; null when its form is wrong. */
export function countryOfTaxId(type: (typeof TAX_ID_TYPES)[number], value: string): string | null {
  if (type === 'us_ein') return /^\d{2}-?\d{7}$/.test(value) ? 'US' : null;
  if (type === 'gb_vat') return /^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/.test(value) ? 'GB' : null;
  const prefix = value.slice(0, 2);
  if (!EU_VAT[prefix]?.test(value)) return null;
  return prefix === 'EL' ? 'GR' : prefix;
}
