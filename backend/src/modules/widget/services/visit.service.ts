import { Injectable } from '@nestjs/common';
import type { WidgetAgent } from '@orbisvoice/shared-dto';
import { browserName } from '@orbisvoice/shared-dto/values';
import { isbot } from 'isbot';
import type { Origin } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import type { PublicAgent } from '../../agents/index.js';
import { mayRun } from '../../tenants/index.js';
import { newsOf, type ReportedEvent } from '../domain/visit-news.js';
import { deviceOf } from '../domain/visitor-device.js';
import { VisitRepository } from '../persistence/visit.repository.js';

/** What became of an event: only `kept` ones are in any figure. */
type Fate = 'kept' | 'robot' | 'suspended';

/** Visits of the widget: what somebody did on a site until thirty minutes passed without anything. */
@Injectable()
export class VisitService {
  private readonly events;

  constructor(
    private readonly visits: VisitRepository,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.events = metrics.counter('orbis_widget_events_total', 'Events of widgets by what became of them', ['fate']);
  }

  /**
   * Keeps what is new in the events. Robots, and pages of a workspace that may not run, are answered like everybody and leave nothing.
   * @throws DomainError `agents.not_found` for an agent that is switched off
   */
  async note(agent: PublicAgent, events: readonly ReportedEvent[], { userAgent, country = null }: Origin): Promise<void> {
    if (!agent.isActive) throw new DomainError('agents.not_found');
    const fate = fateOf(agent, userAgent);
    if (fate === 'kept' && userAgent !== null) {
      const now = this.clock.now();
      const visitor = { device: deviceOf(userAgent), browser: browserName(userAgent), country };
      await this.visits.keep(agent.tenantId, { agentId: agent.id, visitor, now, news: newsOf(events, now) });
    }
    this.events.inc({ fate }, events.length);
  }

  /** The agent as its page shows it. */
  shown({ name, greeting, widget, isActive, tenantStatus }: PublicAgent): WidgetAgent {
    return { name, greeting, widget, isActive: isActive && mayRun(tenantStatus) };
  }
}

/** Every browser says what it is: who does not is a script. */
function fateOf({ tenantStatus }: PublicAgent, userAgent: string | null): Fate {
  if (!mayRun(tenantStatus)) return 'suspended';
  return userAgent === null || isbot(userAgent) ? 'robot' : 'kept';
}
