import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { AdminEmailCopy, AdminEmailDetail } from '@orbisvoice/shared-dto';
import type { ApiProblem } from '@orbisvoice/shared-ui/core';
import { OvEmpty, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import type { Staleness } from '../../../core/keep-last';
import { utcDate } from '../../../core/dates';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { UtcTime } from '../../../ui/utc-time';
import { MAIL, VIEWER } from '../mail.strings';
import { isOnItsWay } from '../on-its-way';
import { MailViewer } from './mail-viewer';

/** What was sent, or why that cannot be seen. */
@Component({
  selector: 'oc-mail-copy',
  imports: [MailViewer, OvCard, OvEmpty, OvSkeleton, Problem, Stale, UtcTime],
  template: `
    <ov-card isFlush [heading]="words.copy">
      @if (absence(); as none) {
        <ov-empty icon="mail" [heading]="none.heading" [text]="none.text" />
      } @else if (problem(); as problem) {
        <oc-problem [problem]="problem" (retry)="retry.emit()" />
      } @else if (copy(); as copy) {
        @if (stale(); as stale) {
          <oc-stale class="oc-inset" [of]="stale" (retry)="retry.emit()" />
        }
        <p class="oc-copy-note ov-muted ov-small">
          <b>{{ copy.subject }}</b> · {{ viewer.masked }} {{ viewer.until }} <oc-utc-time detail="date" [at]="copy.until" />.
        </p>
        <oc-mail-viewer [mail]="copy" (again)="retry.emit()" />
      } @else {
        <ov-skeleton [lines]="10" />
      }
    </ov-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailCopy {
  readonly mail = input.required<AdminEmailDetail>();
  readonly copy = input<AdminEmailCopy>();
  readonly problem = input.required<ApiProblem | null>();
  readonly stale = input.required<Staleness | null>();
  readonly retry = output<void>();

  protected readonly words = MAIL;
  protected readonly viewer = VIEWER;
  /** Why there is no copy: it went, or there never was one. Null when there is one to show. */
  protected readonly absence = computed(() => {
    const { status, templateVersion, copyUntil } = this.mail();
    if (templateVersion !== null) {
      return this.problem()?.code === 'email.copy_purged' ? { heading: VIEWER.gone, text: VIEWER.goneText(utcDate(copyUntil)) } : null;
    }
    return isOnItsWay(status) ? { heading: VIEWER.notYet, text: VIEWER.notYetText } : { heading: VIEWER.never, text: VIEWER.neverText };
  });
}
