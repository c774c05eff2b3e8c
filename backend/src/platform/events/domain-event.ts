import { type EventName } from '@orbisvoice/shared-dto/values';
import { type TenantId } from '../access/tenant-id.js';

/**
 * Something that happened, in the past tense: ids and facts, no entity, no secret (a reset link is minted when the mail is rendered).
 * A subclass names itself: `static readonly eventName = 'agent.created'; static readonly version = 1;`
 */
export abstract class DomainEvent<P extends object = object> {
  constructor(readonly payload: P) {}
}

/** The class of an event: what `publish` takes instances of and `@OnEvent` listens to. */
export interface DomainEventClass<E extends DomainEvent = DomainEvent> {
  // `never`: every event's constructor fits, whatever payload it takes.
  new (payload: never): E;
  readonly eventName: EventName;
  /** Raised when the payload changes its meaning; a handler may still meet older ones. */
  readonly version: number;
}

/** An event as its handlers get it, from the outbox. */
export interface ReceivedEvent<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly name: EventName;
  readonly version: number;
  readonly payload: E['payload'];
  /** When it happened. */
  readonly at: Date;
  readonly traceId: string | null;
}
