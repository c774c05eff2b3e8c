import { type DomainEvent, type DomainEventClass, type ReceivedEvent } from './domain-event.js';

/** One subscription of a method. */
export interface Subscription {
  readonly event: DomainEventClass;
  readonly handler: string;
}

export const ON_EVENT = Symbol('on-event');

interface OnEventOptions {
  /** Stable name of the handler, unique in the application: it is part of the job id and of the claim in `handled_events`. */
  readonly handler: string;
}

type Listener<E extends DomainEvent> = (event: ReceivedEvent<E>) => Promise<unknown>;

/**
 * Marks a method that hears of an event after its commit, in a worker, at least once. Its effect is claimed with
 * `HandledEvents.claim` in the effect's own transaction, so that it happens once.
 */
export const OnEvent =
  <E extends DomainEvent>(event: DomainEventClass<E>, { handler }: OnEventOptions) =>
  <M extends Listener<E>>(_target: object, _key: string | symbol, descriptor: TypedPropertyDescriptor<M>): void => {
    if (!descriptor.value) return;
    Reflect.defineMetadata(ON_EVENT, [...subscriptionsOf(descriptor.value), { event, handler }], descriptor.value);
  };

/** The subscriptions of a method; a method may listen to several events. */
export const subscriptionsOf = (method: object): readonly Subscription[] =>
  (Reflect.getMetadata(ON_EVENT, method) as readonly Subscription[] | undefined) ?? [];
