import type { StripeEventFamily } from './stripe-event.family.js';
import { StripeEventRegistry } from './stripe-event.registry.js';

const family = (...types: string[]): StripeEventFamily => ({ types, apply: () => Promise.resolve(null) });

describe('StripeEventRegistry', () => {
  it('knows each type’s family, and none for a type nobody works', () => {
    const [invoices, refunds] = [family('invoice.paid', 'invoice.voided'), family('refund.created')];
    const registry = new StripeEventRegistry([invoices, refunds]);
    registry.onModuleInit();
    expect(registry.familyOf('invoice.voided')).toBe(invoices);
    expect(registry.familyOf('refund.created')).toBe(refunds);
    expect(registry.familyOf('toString')).toBeNull();
    expect(registry.reasonOf('toString')).toBe('type is not used');
    expect(registry.reasonOf('payment_intent.payment_failed')).toBe('the event of its invoice tells it');
    expect(registry.types()).toEqual(
      expect.arrayContaining(['invoice.paid', 'invoice.voided', 'refund.created', 'setup_intent.setup_failed']),
    );
  });

  it.each([
    ['two families claim a type', [family('invoice.paid'), family('refund.created', 'invoice.paid')]],
    ['one family names it twice', [family('invoice.paid', 'invoice.paid')]],
  ])('does not start when %s', (_name, families) => {
    expect(() => new StripeEventRegistry(families).onModuleInit()).toThrow('Stripe event invoice.paid belongs to two families');
  });
});
