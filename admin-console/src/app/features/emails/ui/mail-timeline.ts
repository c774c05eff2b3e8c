import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EmailTimelineEntry } from '@orbisvoice/shared-dto';
import { EMAIL_TRANSPORTS } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { asUuid } from '../../../core/filter-values';
import { UtcTime } from '../../../ui/utc-time';
import { TRANSPORT_NAMES } from '../emails.strings';
import { MAIL, TIMELINE_NAMES, TIMELINE_TONES } from '../mail.strings';

/** What became of a mail, oldest first. */
@Component({
  selector: 'oc-mail-timeline',
  imports: [OvBadge, RouterLink, UtcTime],
  template: `
    <ol class="oc-steps" role="list">
      @for (row of rows(); track $index) {
        <li>
          <ov-badge [tone]="tones[row.entry.kind]">{{ names[row.entry.kind] }}</ov-badge>
          <span class="oc-step-time ov-mono"><oc-utc-time [at]="row.entry.at" /></span>
          <span class="oc-step-what">
            @if (row.provider; as provider) {
              {{ words.by(provider) }}
            }
            @if (row.copyId; as id) {
              <a [routerLink]="['/emails/log', id]">{{ words.again }}</a>
            } @else {
              {{ row.entry.detail }}
            }
          </span>
        </li>
      }
    </ol>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailTimeline {
  readonly entries = input.required<readonly EmailTimelineEntry[]>();

  protected readonly words = MAIL;
  protected readonly names = TIMELINE_NAMES;
  protected readonly tones = TIMELINE_TONES;
  protected readonly rows = computed(() =>
    this.entries().map((entry) => {
      const transport = oneOf(entry.provider ?? '', EMAIL_TRANSPORTS);
      return {
        entry,
        provider: transport ? TRANSPORT_NAMES[transport] : entry.provider,
        // what was sent again names the new mail
        copyId: entry.kind === 'resent' ? asUuid(entry.detail ?? '') : null,
      };
    }),
  );
}
