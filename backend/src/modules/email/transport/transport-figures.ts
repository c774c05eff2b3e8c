import { Injectable } from '@nestjs/common';
import { CIRCUIT_STATES, type CircuitState, type EmailTransportName } from '@orbisvoice/shared-dto/values';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { IntegrationJournal, type Circuit } from '../../../platform/reports/integration-journal.js';
import type { Delivery } from '../domain/delivery.js';

/** What the transports do, for Prometheus and for staff's page of integrations. */
@Injectable()
export class TransportFigures {
  private readonly counter;

  constructor(
    private readonly metrics: Metrics,
    private readonly journal: IntegrationJournal,
  ) {
    this.counter = metrics.counter('orbis_email_deliveries_total', 'Tries to hand a mail over, by what came of them', [
      'transport',
      'outcome',
    ]);
  }

  /** Shows the circuits of this process. */
  watch(states: () => readonly { readonly name: EmailTransportName; readonly state: CircuitState }[]): void {
    this.metrics.gauge(
      'orbis_email_circuit',
      'State of the circuit before a transport: 1 for the one it is in',
      ['transport', 'state'],
      () =>
        states().flatMap(({ name, state: current }) =>
          CIRCUIT_STATES.map((state) => ({ labels: { transport: name, state }, value: Number(state === current) })),
        ),
    );
  }

  /** One try: what came of it, how long it took, and where the circuit stands after it. A refused mail is an answer, not an outage. */
  tried(name: EmailTransportName, delivery: Delivery, { ms, circuit }: { readonly ms: number; readonly circuit: Circuit }): void {
    const isAmbiguous = delivery.kind === 'deferred' && delivery.heldBy !== undefined;
    this.counter.inc({ transport: name, outcome: isAmbiguous ? 'unanswered' : delivery.kind });
    this.journal.note(name, { ms, ...(delivery.kind === 'deferred' && delivery.isOutage === true && { error: delivery.reason }) });
    this.journal.circuit(name, circuit);
  }
}
