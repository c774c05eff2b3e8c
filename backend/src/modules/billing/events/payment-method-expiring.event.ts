import { DomainEvent } from '../../../platform/events/domain-event.js';
/** The card that pays a live subscription cannot be charged much longer. Told at most twice per card: 30 and 7 days before. */
export class PaymentMethodExpiring extends DomainEvent<{
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  noticeDays: number;
}> {
  static readonly eventName = 'payment_method.expiring';
  static readonly version = 1;
}
