import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { EmailPreference, EmailRecipient } from '@orbisvoice/shared-dto';
import { OPTIONAL_EMAIL_CATEGORIES, type OptionalEmailCategory } from '@orbisvoice/shared-dto/values';
import { OvAsync, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvCard, OvSwitch } from '@orbisvoice/shared-ui/ui';
import { S } from '../account.strings';
import { EmailPreferencesStore } from '../email-preferences.store';

/** Which mails come, to oneself and, for those who decide about it, to the billing address. */
@Component({
  selector: 'ov-email-preferences-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAsync, OvBadge, OvButton, OvCard, OvDatePipe, OvReady, OvSwitch],
  providers: [EmailPreferencesStore],
  template: `
    <ov-card [heading]="s.heading">
      <ov-async [of]="store.preferences" [lines]="5">
        <ng-template [ovReady]="store.preferences" let-all>
          @for (one of all.recipients; track one.recipient) {
            <section class="mail-choices" [attr.aria-labelledby]="'mails-' + one.recipient">
              <h3 [id]="'mails-' + one.recipient">{{ s.to[one.recipient](one.address) }}</h3>
              <ul>
                @for (preference of ordered(one.categories); track preference.category) {
                  <li #row>
                    @if (optional(preference); as category) {
                      <ov-switch
                        [label]="s.name(category)"
                        [hint]="s.hint(category)"
                        [checked]="store.isOn(one.recipient, preference)"
                        (checkedChange)="choose(one.recipient, category, $event)"
                      />
                      @if (preference.source !== null && preference.changedAt !== null && !store.isOn(one.recipient, preference)) {
                        <p class="ov-hint mail-choice-note">
                          {{ s.turnedOff(preference.source) }}, {{ preference.changedAt | ovDate: 'time' }}
                        </p>
                      }
                      @if (store.failureOf(one.recipient, preference); as sentence) {
                        <div class="mail-choice-note mail-choice-failed" role="alert">
                          <span>{{ s.failed(sentence) }}</span>
                          <button
                            ov-button
                            type="button"
                            size="s"
                            [attr.aria-label]="s.again(category)"
                            (click)="again(row, one.recipient, preference, category)"
                          >
                            {{ s.againShort }}
                          </button>
                        </div>
                      }
                    } @else {
                      <div class="mail-always">
                        <p>
                          <strong>{{ s.name(preference.category) }}</strong>
                          <ov-badge>{{ s.alwaysOn }}</ov-badge>
                        </p>
                        <p class="ov-hint">{{ s.hint(preference.category) }} {{ s.because(preference.category) }}</p>
                      </div>
                    }
                  </li>
                }
              </ul>
            </section>
          }
        </ng-template>
      </ov-async>
    </ov-card>
  `,
})
export class EmailPreferencesCard {
  protected readonly store = inject(EmailPreferencesStore);
  protected readonly s = S.emails;
  private readonly toasts = inject(ToastService);

  /** What there is a choice about comes first. */
  protected ordered(preferences: readonly EmailPreference[]): readonly EmailPreference[] {
    return [...preferences].sort((a, b) => Number(b.isOptional) - Number(a.isOptional));
  }

  /** The category as one that can be turned off; null for what must be known. */
  protected optional({ category, isOptional }: EmailPreference): OptionalEmailCategory | null {
    return (isOptional && OPTIONAL_EMAIL_CATEGORIES.find((one) => one === category)) || null;
  }

  /** The button goes with the failure it stands beside: the focus waits at the switch. */
  protected again(row: HTMLElement, recipient: EmailRecipient, preference: EmailPreference, category: OptionalEmailCategory): void {
    row.querySelector<HTMLElement>('[role="switch"]')?.focus();
    void this.choose(recipient, category, !this.store.isOn(recipient, preference));
  }

  protected async choose(recipient: EmailRecipient, category: OptionalEmailCategory, isEnabled: boolean): Promise<void> {
    if (!(await this.store.choose({ recipient, category }, isEnabled))) return;
    const text = isEnabled ? S.emails.on(category) : S.emails.off(category);
    this.toasts.show({ text, undo: () => void this.choose(recipient, category, !isEnabled) });
  }
}
