import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
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
        if (this.byType.has(type)) throw new Error(`Stripe event ${type} belongs to two families`);
        this.byType.set(type, family);
      }
    }
  }

  /** The family of a type; null for a type that is none of our business. */
  familyOf(type: string): StripeEventFamily | null {
    return this.byType.get(type) ?? null;
  }

  /** Every type somebody works: what the webhook endpoint should subscribe to. */
  types(): readonly string[] {
    return [...this.byType.keys()].sort();
  }
}
