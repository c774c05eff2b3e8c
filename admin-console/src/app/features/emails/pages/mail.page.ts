import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { OvNotice, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { DetailPage } from '../../../ui/detail-page';
import { EMAIL_STATUS_NAMES, EMAIL_STATUS_TONES, OUTCOME_NAMES, OUTCOME_TONES, templateTitle } from '../emails.strings';
import { MailStore } from '../mail.store';
import { MAIL, RESEND, RESEND_REFUSALS, STOP } from '../mail.strings';
import { MailCopy } from '../ui/mail-copy';
import { MailFacts } from '../ui/mail-facts';
import { MailTimeline } from '../ui/mail-timeline';
import { ReasonDialog, type ReasonQuestion } from '../../../ui/reason-dialog';

/** One mail: to whom, what became of it, what it said, and once more. */
@Component({
  selector: 'oc-mail-page',
  imports: [DetailPage, MailCopy, MailFacts, MailTimeline, OvBadge, OvButton, OvCard, OvIcon, OvNotice, ReasonDialog],
  providers: [MailStore],
  templateUrl: './mail.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = MAIL;
  protected readonly names = EMAIL_STATUS_NAMES;
  protected readonly tones = EMAIL_STATUS_TONES;
  protected readonly outcomes = OUTCOME_NAMES;
  protected readonly outcomeTones = OUTCOME_TONES;
  protected readonly refusals = RESEND_REFUSALS;
  protected readonly store = inject(MailStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);
  protected readonly read = this.store.mail;
  protected readonly dialog = signal<'resend' | 'stop' | null>(null);
  protected readonly heading = computed(() => {
    const mail = this.read.value();
    return mail ? (mail.subject ?? templateTitle(mail.template)) : MAIL.loading;
  });
  protected readonly question = computed<ReasonQuestion>(() => {
    if (this.dialog() === 'stop') return { ...STOP, isDangerous: true };
    return { ...RESEND, isOptional: true, warning: this.read.value()?.hasOneTimeLink ? RESEND.link : null };
  });
  protected readonly deed = computed(() => (this.dialog() === 'stop' ? this.stop : this.resend));

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  private readonly resend = async (reason: string): Promise<void> => {
    const id = await this.store.resend(reason);
    this.toasts.show({ text: MAIL.resent });
    await this.router.navigate(['/emails/log', id]);
  };

  private readonly stop = async (reason: string): Promise<void> => {
    await this.store.stop(reason);
    this.toasts.show({ text: MAIL.stopped });
  };
}
