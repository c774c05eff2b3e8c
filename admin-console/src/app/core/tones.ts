import type { InvoiceStatus, SubscriptionStatus, TenantStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** How grave a state is. The word always stands beside the colour. */
export const TENANT_TONES: Readonly<Record<TenantStatus, Tone>> = {
  active: 'success',
  suspended: 'warning',
  banned: 'danger',
  deleted: 'neutral',
};

export const SUBSCRIPTION_TONES: Readonly<Record<SubscriptionStatus, Tone>> = {
  none: 'neutral',
  incomplete: 'warning',
  incomplete_expired: 'neutral',
  trialing: 'info',
  active: 'success',
  past_due: 'danger',
  unpaid: 'danger',
  canceled: 'neutral',
  paused: 'warning',
};

export const INVOICE_TONES: Readonly<Record<InvoiceStatus, Tone>> = {
  draft: 'neutral',
  open: 'warning',
  paid: 'success',
  void: 'neutral',
  uncollectible: 'danger',
};
