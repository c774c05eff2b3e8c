import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { CircuitBreaker } from '../domain/circuit-breaker.js';
import type { Deferred, Delivery } from '../domain/delivery.js';
import { EmailTransport, type OutgoingEmail, type ProviderTransport } from './email-transport.js';
import { ResendTransport } from './resend.transport.js';
import { SendGridTransport } from './sendgrid.transport.js';
import { SmtpTransport } from './smtp.transport.js';
import { TransportFigures } from './transport-figures.js';

interface Route {
  readonly name: EmailTransportName;
  readonly transport: ProviderTransport;
  readonly breaker: CircuitBreaker;
}

/**
 * The chosen transport, and the fallback for what it refused cleanly or could not be asked. A try that was not answered stays with the
 * one it was made at: only there can a repeat be known for one, so the next goes there too.
 */
@Injectable()
export class RoutedTransport extends EmailTransport implements OnModuleInit {
  private readonly routes: readonly Route[];

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly figures: TransportFigures,
    smtp: SmtpTransport,
    sendgrid: SendGridTransport,
    resend: ResendTransport,
  ) {
    super();
    const transports: Readonly<Record<EmailTransportName, ProviderTransport>> = { smtp, sendgrid, resend };
    const { transport, fallbackTransport } = config.email;
    const names = fallbackTransport === null ? [transport] : [transport, fallbackTransport];
    this.routes = names.map((name) => ({ name, transport: transports[name], breaker: new CircuitBreaker() }));
  }

  onModuleInit(): void {
    this.figures.watch(() => this.routes.map(({ name, breaker }) => ({ name, state: breaker.state(this.clock.now()) })));
  }

  async send(email: OutgoingEmail): Promise<Delivery> {
    const holder = this.routes.find(({ name }) => name === email.heldBy);
    if (holder) {
      const delivery = await this.through(holder, email);
      if (delivery.kind !== 'deferred') return delivery;
      return { ...delivery, heldBy: holder.name, wasAnswered: delivery.heldBy === undefined };
    }
    const refusals: Deferred[] = [];
    for (const route of this.routes) {
      const delivery = await this.through(route, email);
      if (delivery.kind !== 'deferred' || delivery.heldBy) return delivery;
      refusals.push(delivery);
    }
    return merged(refusals);
  }

  private async through({ name, transport, breaker }: Route, email: OutgoingEmail): Promise<Delivery> {
    const before = this.clock.now();
    if (!breaker.admit(before)) {
      return { kind: 'deferred', reason: `${name} is given a rest after repeated failures`, retryAfter: breaker.wait(before) };
    }
    const start = performance.now();
    const delivery = await transport.send(email);
    const ms = performance.now() - start;
    breaker.record(delivery.kind === 'deferred' && delivery.isOutage ? 'outage' : 'answered', this.clock.now());
    const circuit = { state: breaker.state(this.clock.now()), until: breaker.opensAgainAt };
    this.figures.tried(name, delivery, { ms, circuit });
    return delivery;
  }
}

/** All refused: every reason, and the shortest wait anybody asked for, for one of them is enough. */
function merged(refusals: readonly Deferred[]): Deferred {
  const waits = refusals.flatMap(({ retryAfter }) => retryAfter ?? []);
  return {
    kind: 'deferred',
    reason: refusals.map(({ reason }) => reason).join('; '),
    ...(waits.length === refusals.length && { retryAfter: Math.min(...waits) }),
  };
}
