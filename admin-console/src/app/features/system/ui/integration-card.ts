import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { SystemIntegration } from '@orbisvoice/shared-dto';
import { formatMilliseconds, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import {
  CIRCUIT_NAMES,
  CIRCUIT_TONES,
  INTEGRATION_NAMES,
  INTEGRATIONS,
  KIND_NAMES,
  VERDICT_NAMES,
  VERDICT_TONES,
} from '../integrations.strings';
import { verdictOf } from '../integrations.store';
import { PROCESS_KIND_NAMES } from '../system.strings';

/** One integration: how it answers all processes, its circuits, and the latest probe with the way to another. */
@Component({
  selector: 'oc-integration-card',
  imports: [OvBadge, OvButton, OvCard, OvIcon, UtcTime],
  templateUrl: './integration-card.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IntegrationCard {
  readonly integration = input.required<SystemIntegration>();
  /** It was asked from here, and has not answered yet. */
  readonly isProbing = input.required<boolean>();
  readonly probed = output<void>();

  protected readonly words = INTEGRATIONS;
  protected readonly kinds = KIND_NAMES;
  protected readonly processes = PROCESS_KIND_NAMES;
  protected readonly circuits = CIRCUIT_NAMES;
  protected readonly circuitTones = CIRCUIT_TONES;
  protected readonly milliseconds = formatMilliseconds;
  protected readonly name = computed(() => INTEGRATION_NAMES[this.integration().name] ?? this.integration().name);
  protected readonly isIncoming = computed(() => this.integration().kind === 'webhooks');
  protected readonly verdict = computed(() => {
    const verdict = verdictOf(this.integration());
    return { name: VERDICT_NAMES[verdict], tone: VERDICT_TONES[verdict] };
  });
  protected readonly calls = computed(() => {
    const { successes24h, failures24h } = this.integration();
    return (this.isIncoming() ? INTEGRATIONS.eventsOf : INTEGRATIONS.callsOf)(formatNumber(successes24h), failures24h);
  });
  /** A probe that began and did not end, here or by somebody else. */
  protected readonly isAsked = computed(() => this.isProbing() || this.integration().probe?.endedAt === null);
}
