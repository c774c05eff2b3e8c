import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { WebhookPulse as Pulse } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatDuration, formatNumber, formatRelative } from '@orbisvoice/shared-ui/format';
import { OvStat } from '@orbisvoice/shared-ui/ui';
import { EVENTS } from '../events.strings';

/** How the webhooks from Stripe are doing: the age of the last event, what waits, and which version of Stripe's API is spoken. */
@Component({
  selector: 'oc-webhook-pulse',
  imports: [OvNotice, OvStat],
  template: `
    @let it = pulse();
    @if (it.isSilent) {
      <ov-notice tone="danger">{{ words.silent(span()) }}</ov-notice>
    }
    @if (otherVersion(); as version) {
      <ov-notice tone="warning">{{ words.mismatch(it.apiVersion, version) }}</ov-notice>
    }
    <section class="ov-stat-strip" [attr.aria-label]="words.label">
      <ov-stat [label]="words.last" [value]="age()" [note]="words.expected(span())" />
      <ov-stat [label]="words.backlog" [value]="number(it.backlog)" [note]="words.backlogNote" />
      <ov-stat [label]="words.dead" [value]="number(it.dead)" [note]="it.dead > 0 ? words.deadNote : words.deadNone" />
      <ov-stat class="oc-stat-word" [label]="words.version" [value]="it.apiVersion" [note]="versionNote()" />
    </section>
  `,
  host: { class: 'oc-pulse' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WebhookPulse {
  readonly pulse = input.required<Pulse>();

  protected readonly words = EVENTS.pulse;
  protected readonly number = formatNumber;
  private readonly clock = inject(Clock);
  protected readonly span = computed(() => formatDuration(this.pulse().expectedWithinSeconds));
  protected readonly age = computed(() => {
    const last = this.pulse().lastEventAt;
    return last ? formatRelative(last, this.clock.now()) : EVENTS.pulse.never;
  });
  /** The version the endpoint sends, if it is known to be another one. */
  protected readonly otherVersion = computed(() => {
    const { apiVersion, endpointApiVersion } = this.pulse();
    return endpointApiVersion === apiVersion ? null : endpointApiVersion;
  });
  protected readonly versionNote = computed(() => {
    const version = this.pulse().endpointApiVersion;
    if (version === null) return EVENTS.pulse.versionUnknown;
    return version === this.pulse().apiVersion ? EVENTS.pulse.versionSame : EVENTS.pulse.versionOther(version);
  });
}
