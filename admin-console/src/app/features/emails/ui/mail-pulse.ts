import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { AdminEmailSummary } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatNumber, formatRelative } from '@orbisvoice/shared-ui/format';
import { OvStat } from '@orbisvoice/shared-ui/ui';
import { TRANSPORT_NAMES } from '../emails.strings';
import { LOG } from '../log.strings';

/** A mail that is due is sent within seconds; one that waits for longer has nobody to send it. */
const LATE_MS = 5 * 60_000;

/** How the mail is doing: the last day, what waits now, and who takes it. */
@Component({
  selector: 'oc-mail-pulse',
  imports: [OvNotice, OvStat],
  template: `
    @let it = summary();
    @if (lateness(); as age) {
      <ov-notice tone="danger">{{ words.late(age) }}</ov-notice>
    }
    <section class="ov-stat-strip" [attr.aria-label]="words.label">
      <ov-stat [label]="words.sent" [value]="number(it.sent)" [note]="words.sentNote(number(it.failed))" />
      <ov-stat [label]="words.back" [value]="number(it.bounced)" [note]="words.backNote(number(it.complained))" />
      <ov-stat [label]="words.suppressed" [value]="number(it.suppressed)" [note]="words.suppressedNote" />
      <ov-stat [label]="words.waiting" [value]="number(it.waiting + it.deferred)" [note]="words.waitingNote(number(it.deferred))" />
    </section>
    @if (it.transports.length > 0) {
      <ul class="oc-transports" role="list" [attr.aria-label]="words.transports">
        @for (one of it.transports; track one.name) {
          <li>
            <b>{{ names[one.name] }}</b>
            {{ one.accepted > 0 ? words.accepted(number(one.accepted)) : words.quiet }}
            @if (one.troubles > 0) {
              <span class="oc-trouble">· {{ words.troubles(number(one.troubles)) }}</span
              >&ngsp;
              @if (one.lastTrouble; as trouble) {
                <span class="ov-muted">{{ words.last }} {{ trouble }}</span>
              }
            }
          </li>
        }
      </ul>
    }
  `,
  host: { class: 'oc-pulse' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailPulse {
  readonly summary = input.required<AdminEmailSummary>();

  protected readonly words = LOG.pulse;
  protected readonly names = TRANSPORT_NAMES;
  protected readonly number = formatNumber;
  private readonly clock = inject(Clock);
  /** Since when the longest waiting mail is due, if that is too long. */
  protected readonly lateness = computed(() => {
    const { oldestDueAt, asOf } = this.summary();
    if (!oldestDueAt || Date.parse(asOf) - Date.parse(oldestDueAt) < LATE_MS) return null;
    return formatRelative(oldestDueAt, this.clock.now());
  });
}
