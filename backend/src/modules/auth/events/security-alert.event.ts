import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { Whereabouts } from './whereabouts.js';

/** Something that its owner should look at. */
export class SecurityAlertRaised extends DomainEvent<
  {
    kind: 'refresh_token_reused';
    userId: string;
    sessionId: string;
  } & Whereabouts
> {
  static readonly eventName = 'security.alert';
  static readonly version = 1;
}
