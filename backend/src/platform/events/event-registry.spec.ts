import { Injectable, Module, type ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { DomainEvent, type DomainEventClass } from './domain-event.js';
import { EventRegistration, EventRegistry } from './event-registry.js';
import { OnEvent } from './on-event.js';

class Created extends DomainEvent<{ readonly id: string }> {
  static readonly eventName = 'agent.created';
  static readonly version = 1;
}
class CreatedTwin extends DomainEvent<{ readonly id: string }> {
  static readonly eventName = 'agent.created';
  static readonly version = 1;
}
class Misnamed extends DomainEvent<{ readonly id: string }> {
  static readonly eventName = 'agent.misnamed';
  static readonly version = 1;
}

@Injectable()
class Listener {
  @OnEvent(Created, { handler: 'spec.one' })
  async one(): Promise<void> {
    return Promise.resolve();
  }

  @OnEvent(Created, { handler: 'spec.two' })
  async two(): Promise<void> {
    return Promise.resolve();
  }
}
@Injectable()
class Namesake {
  @OnEvent(Created, { handler: 'spec.one' })
  async other(): Promise<void> {
    return Promise.resolve();
  }
}

async function boot(events: readonly object[], ...providers: NonNullable<ModuleMetadata['providers']>): Promise<EventRegistry> {
  const registration = { provide: 'events', useValue: new EventRegistration(events as readonly DomainEventClass[]) };
  @Module({ imports: [DiscoveryModule], providers: [EventRegistry, registration, ...providers] })
  class Root {}
  const app = await Test.createTestingModule({ imports: [Root] }).compile();
  await app.init();
  return app.get(EventRegistry);
}

describe('the event registry', () => {
  it('knows every handler of an event', async () => {
    const registry = await boot([Created, Created], Listener);
    expect(registry.handlersFor('agent.created').map(({ name }) => name)).toEqual(['spec.one', 'spec.two']);
    expect(registry.handlersFor('agent.deleted')).toEqual([]);
    expect(() => registry.assertRegistered(CreatedTwin, 'publish')).toThrow('not registered');
  });

  it.each([
    ['a name that is not in EVENT_NAMES', [Misnamed], [], '"agent.misnamed" is not in EVENT_NAMES'],
    ['two classes of one name', [Created, CreatedTwin], [], 'has two classes'],
    ['two handlers of one name', [Created], [Listener, Namesake], 'two event handlers are named spec.one'],
    ['a handler of an event nobody registered', [], [Listener], 'not registered'],
  ] as const)('does not start with %s', (_, events, providers, message) => expect(boot(events, ...providers)).rejects.toThrow(message));
});
