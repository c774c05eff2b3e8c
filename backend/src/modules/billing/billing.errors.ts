import { defineErrors } from '../../platform/errors/error-registry.js';

export const billingErrors = defineErrors('billing', {
  usage_limit_reached: 402,
  'billing.plan_not_found': 404,
  'billing.already_on_plan': 409,
  'billing.no_subscription': 404,
  'billing.no_customer': 409,
  'billing.preview_stale': 409,
  'billing.preview_required': 409,
  'billing.change_not_possible': 409,
  'billing.change_pending': 409,
  'billing.currency_mismatch': 409,
  'billing.invoice_not_found': 404,
  'billing.tax_id_not_found': 404,
  'billing.tax_id_limit_reached': 409,
  'billing.overage_not_available': 409,
  stripe_unavailable: 503,
  'billing.signature_invalid': 400,
  'billing.event_not_found': 404,
  'billing.reconciliation_running': 409,
  'billing.reconciliation_not_found': 404,
});
