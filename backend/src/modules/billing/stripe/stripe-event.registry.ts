import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { OBSERVED_EVENTS } from './observed-events.js';
import { STRIPE_EVENT_FAMILIES, type StripeEventFamily } from './stripe-event.family.js';

/** Which family works which type of event. A type that two families claim stops the start. */
@Injectable()
export class StripeEventRegistry implements OnModuleInit {
  private readonly byType = new Map<string, StripeEventFamily>();

  constructor(@Inject(STRIPE_EVENT_FAMILIES) private readonly families: readonly StripeEventFamily[]) {}

  /** @throws Error that names a type with two families, or the same type twice in one */
  onModuleInit(): void {
    for (const family of this.families) {
      for (const type of family.types) {
        if (this.byType.has(type) || OBSERVED_EVENTS.has(type)) throw new Error(`Stripe event ${type} belongs to two families`);
        this.byType.set(type, family);
      }
    }
  }

  /** The family of a type; null for a type that is none of our business. */
  familyOf(type: string): StripeEventFamily | null {
    return this.byType.get(type) ?? null;
  }

  /** Why an event without a family has no effect. */
  reasonOf(type: string): string {
    return OBSERVED_EVENTS.get(type) ?? 'type is not used';
  }

  /** Every type somebody works or watches: what the webhook endpoint should subscribe to. */
  types(): readonly string[] {
    return [...this.byType.keys(), ...OBSERVED_EVENTS.keys()].sort();
  }
}
