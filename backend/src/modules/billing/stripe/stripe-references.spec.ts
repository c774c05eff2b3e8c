import { referencesOf } from './stripe-references.js';

describe('referencesOf', () => {
  const event = (object: object): unknown => ({ data: { object } });

  it.each([
    [
      { object: 'checkout.session', customer: 'cus_1', subscription: 'sub_1', client_reference_id: 't' },
      { customerId: 'cus_1', subscriptionId: 'sub_1', invoiceId: null, chargeId: null, tenantHint: 't' },
    ],
    [
      { object: 'subscription', id: 'sub_1', customer: { id: 'cus_1' }, metadata: { tenant_id: 't' } },
      { customerId: 'cus_1', subscriptionId: 'sub_1', invoiceId: null, chargeId: null, tenantHint: 't' },
    ],
    [
      {
        object: 'invoice',
        id: 'in_1',
        customer: 'cus_1',
        parent: { subscription_details: { subscription: 'sub_1', metadata: { tenant_id: 't' } } },
      },
      { customerId: 'cus_1', subscriptionId: 'sub_1', invoiceId: 'in_1', chargeId: null, tenantHint: 't' },
    ],
    [{ object: 'balance' }, { customerId: null, subscriptionId: null, invoiceId: null, chargeId: null, tenantHint: null }],
  ])('%j', (object, expected) => expect(referencesOf(event(object))).toEqual(expected));

  it.each([null, 'text', {}, { data: null }, { data: { object: 7 } }])('finds nothing in %j', (payload) => {
    expect(referencesOf(payload)).toEqual({ customerId: null, subscriptionId: null, invoiceId: null, chargeId: null, tenantHint: null });
  });
});
