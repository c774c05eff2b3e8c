import { DomainEvent } from '../../../platform/events/domain-event.js';
/** Another card is charged from now on; null when none is left. */
export class PaymentMethodChanged extends DomainEvent<{
  brand: string | null;
  last4: string | null;
}> {
  static readonly eventName = 'payment_method.changed';
  static readonly version = 1;
}
