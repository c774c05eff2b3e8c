import type { AddTaxId, TaxId } from '@orbisvoice/shared-dto';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What the payment details say. */
export const D = {
  card: {
    heading: 'Card',
    none: 'No card on file. One is asked for with the first payment.',
    noneYet: 'There is no payment account yet. It is made with the first upgrade.',
    expires: (date: string) => `Expires ${date}`,
    expiring: 'Expires soon',
    expired: 'Expired',
    portal: 'Payment provider’s portal',
    portalText: 'Cards, addresses and documents as the payment provider keeps them. Opens its own page.',
  },
  email: {
    heading: 'Receipts and invoices',
    label: 'Billing e-mail',
    hint: 'Receipts, failed payments and plan changes are written to this address.',
    edit: 'Change',
    save: 'Save',
    cancel: 'Cancel',
    saved: (email: string) => `Receipts go to ${email} from now on.`,
  },
  taxIds: {
    heading: 'Tax ids',
    text: 'Printed on every invoice from now on. Which tax applies follows from them and from your address.',
    empty: 'None yet',
    add: 'Add a tax id',
    type: 'Kind',
    value: 'Number',
    hint: (example: string) => `For example ${example}`,
    save: 'Add',
    cancel: 'Cancel',
    added: (value: string) => `${value} is on your invoices from now on.`,
    remove: (value: string) => `Remove ${value}`,
    confirm: (value: string) => `Remove ${value}?`,
    confirmText: 'Invoices from now on no longer carry it, and tax may be added. Earlier invoices stay as they are.',
    confirmLabel: 'Remove',
    removed: (value: string) => `${value} is removed.`,
  },
} as const;

/** The kinds of tax id offered, and what one looks like. */
export const TAX_ID_KINDS: Readonly<Record<AddTaxId['type'], { label: string; example: string }>> = {
  eu_vat: { label: 'EU VAT', example: 'DE123456789' },
  gb_vat: { label: 'United Kingdom VAT', example: 'GB123456789' },
  us_ein: { label: 'United States EIN', example: '12-3456789' },
  ch_vat: { label: 'Switzerland VAT', example: 'CHE-123.456.789 MWST' },
  no_vat: { label: 'Norway VAT', example: '123456789MVA' },
  au_abn: { label: 'Australia ABN', example: '12345678912' },
  ca_bn: { label: 'Canada BN', example: '123456789' },
  in_gst: { label: 'India GST', example: '12ABCDE3456FGZH' },
  jp_trn: { label: 'Japan registration number', example: 'T1234567891234' },
  br_cnpj: { label: 'Brazil CNPJ', example: '01.234.456/5432-10' },
};

export const TAX_ID_LABELS: Readonly<Record<TaxId['status'], { label: string; tone: Tone }>> = {
  pending: { label: 'Being checked', tone: 'info' },
  verified: { label: 'Verified', tone: 'success' },
  unverified: { label: 'Not verified', tone: 'warning' },
  unavailable: { label: 'Cannot be checked', tone: 'neutral' },
};

/** A kind in words; one that only the payment provider's portal offers is shown as it came, readable. */
export function taxIdKind(type: string): string {
  return Object.entries(TAX_ID_KINDS).find(([kind]) => kind === type)?.[1].label ?? type.replaceAll('_', ' ').toUpperCase();
}
