import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { EVENT_NAMES } from '@orbisvoice/shared-dto/values';
import { type DomainEventClass, type ReceivedEvent } from './domain-event.js';
import { subscriptionsOf } from './on-event.js';
import { OutboxTap } from './outbox-tap.js';

/** One method that hears of one event. */
export interface EventHandler {
  readonly name: string;
  readonly event: DomainEventClass;
  readonly handle: (event: ReceivedEvent) => Promise<unknown>;
}

/** The events a module publishes; `EventsModule.forFeature` puts one into the container. */
export class EventRegistration {
  constructor(readonly events: readonly DomainEventClass[]) {}
}

/** Which events exist and who hears of them. Checked once at boot: the application does not start with a wrong wiring. */
@Injectable()
export class EventRegistry implements OnModuleInit {
  private handlers = new Map<string, EventHandler>();
  private readonly byEvent = new Map<string, readonly EventHandler[]>();
  private classes = new Map<string, DomainEventClass>();
  /** Whoever writes along in the relay's transaction. */
  taps: readonly OutboxTap[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const instances = this.discovery.getProviders().map((wrapper): unknown => wrapper.instance);
    this.classes = registeredClasses(instances.flatMap((instance) => (instance instanceof EventRegistration ? instance.events : [])));
    this.taps = [...new Set(instances)].filter((instance) => instance instanceof OutboxTap);
    this.handlers = uniqueHandlers([...new Set(instances)].flatMap((instance) => this.handlersOf(instance)));
    for (const handler of this.handlers.values()) {
      this.assertRegistered(handler.event, `handler ${handler.name}`);
      const { eventName } = handler.event;
      this.byEvent.set(eventName, [...(this.byEvent.get(eventName) ?? []), handler]);
    }
  }

  handlersFor(eventName: string): readonly EventHandler[] {
    return this.byEvent.get(eventName) ?? [];
  }

  handlerNamed(name: string): EventHandler | undefined {
    return this.handlers.get(name);
  }

  /** @throws Error when no module registered this class */
  assertRegistered(event: DomainEventClass, by: string): void {
    if (this.classes.get(event.eventName) === event) return;
    throw new Error(`${by}: event ${event.name} is not registered; add it to EventsModule.forFeature of its module`);
  }

  private handlersOf(instance: unknown): EventHandler[] {
    if (typeof instance !== 'object' || instance === null) return [];
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (typeof prototype !== 'object' || prototype === null) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((key) => {
      const method: unknown = Reflect.get(instance, key);
      if (typeof method !== 'function') return [];
      return subscriptionsOf(method).map(({ event, handler }) => ({
        name: handler,
        event,
        handle: (received: ReceivedEvent): Promise<unknown> => Promise.resolve(Reflect.apply(method, instance, [received]) as unknown),
      }));
    });
  }
}

function registeredClasses(events: readonly DomainEventClass[]): Map<string, DomainEventClass> {
  const classes = new Map<string, DomainEventClass>();
  for (const event of events) {
    if (!EVENT_NAMES.includes(event.eventName)) throw new Error(`event ${event.name}: "${event.eventName}" is not in EVENT_NAMES`);
    const other = classes.get(event.eventName);
    if (other && other !== event) throw new Error(`event ${event.eventName} has two classes: ${other.name} and ${event.name}`);
    classes.set(event.eventName, event);
  }
  return classes;
}

function uniqueHandlers(handlers: readonly EventHandler[]): Map<string, EventHandler> {
  const byName = new Map<string, EventHandler>();
  for (const handler of handlers) {
    if (byName.has(handler.name)) throw new Error(`two event handlers are named ${handler.name}`);
    byName.set(handler.name, handler);
  }
  return byName;
}
