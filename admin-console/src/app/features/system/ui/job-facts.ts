import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SystemJobDetail } from '@orbisvoice/shared-dto';
import { UtcTime } from '../../../ui/utc-time';
import { JOB, JOBS } from '../queues.strings';

/** What is known of one job. */
@Component({
  selector: 'oc-job-facts',
  imports: [RouterLink, UtcTime],
  template: `
    @let it = job();
    <dl class="ov-facts">
      <dt>{{ words.attempts }}</dt>
      <dd>{{ attempts(it.attempts, it.maxAttempts) }}</dd>
      @for (
        fact of [
          [words.enqueued, it.enqueuedAt],
          [words.started, it.startedAt],
          [words.finished, it.finishedAt],
        ];
        track fact[0]
      ) {
        <dt>{{ fact[0] }}</dt>
        <dd>
          @if (fact[1]; as at) {
            <oc-utc-time [at]="at" />
          } @else {
            {{ words.never }}
          }
        </dd>
      }
      @if (it.event; as event) {
        <dt>{{ words.event }}</dt>
        <dd>{{ event.name ?? words.gone }}</dd>
        <dt>{{ words.handler }}</dt>
        <dd>{{ event.handler }}</dd>
        @if (event.tenantId; as tenant) {
          <dt>{{ words.tenant }}</dt>
          <dd>
            <a [routerLink]="['/tenants', tenant]">{{ event.tenantName ?? tenant }}</a>
          </dd>
        }
      }
      @if (it.traceId; as trace) {
        <dt>{{ words.trace }}</dt>
        <dd class="ov-mono">{{ trace }}</dd>
      }
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JobFacts {
  readonly job = input.required<SystemJobDetail>();

  protected readonly words = JOB;
  protected readonly attempts = JOBS.attempts;
}
