/** A tax number as Stripe has it. */
export interface TaxIdRecord {
  readonly stripeTaxId: string;
  /** Stripe's word for the kind: `eu_vat`, … */
  readonly type: string;
  readonly value: string;
  readonly country: string | null;
  readonly status: 'pending' | 'verified' | 'unverified' | 'unavailable';
  readonly createdAt: Date;
}

/** A number without what people write between its characters, for comparing. */
export const normalTaxId = (value: string): string => value.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
