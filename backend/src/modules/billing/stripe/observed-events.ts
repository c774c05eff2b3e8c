/**
 * Events that we ask Stripe for and that change nothing here: stored and counted, with the reason why there is nothing to do. Everything that
 * matters of them arrives another way.
 */
export const OBSERVED_EVENTS: ReadonlyMap<string, string> = new Map([
  ['setup_intent.setup_failed', 'no card was saved; Stripe tells the customer on its page'],
  ['payment_intent.payment_failed', 'the event of its invoice tells it'],
  ['billing_portal.configuration.updated', 'the portal is opened with the configuration of this release'],
  ['entitlements.active_entitlement_summary.updated', 'access is concluded from the subscription, not from entitlements at Stripe'],
  ['v1.billing.meter.error_report_triggered', 'what the meter refused is kept with our own reports to it'],
  ['v1.billing.meter.no_meter_found', 'what the meter refused is kept with our own reports to it'],
  ['test_helpers.test_clock.ready', 'a clock of tests'],
]);
