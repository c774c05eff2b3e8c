import { ChangeDetectionStrategy, Component, type ElementRef, computed, input, model, signal, viewChild } from '@angular/core';
import { REPORT_RECIPIENTS_MAX } from '@orbisvoice/shared-dto/values';
import { OvField, OvInput } from '@orbisvoice/shared-ui/forms';
import { OvIcon } from '@orbisvoice/shared-ui/ui';
import { addressesIn, isAddress } from '../schedule-words';
import { D } from '../schedules.strings';

/** Addresses as chips. Enter, a comma, a space or leaving the field takes what was typed; a pasted list becomes many. */
@Component({
  selector: 'ov-recipients-input',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvField, OvIcon, OvInput],
  template: `
    <ov-field [label]="s.recipients" [hint]="s.recipientsHint(most)" [error]="shownError()">
      @if (recipients().length > 0) {
        <ul class="chips" role="list" [attr.aria-label]="s.recipientsList">
          @for (email of recipients(); track email) {
            <li class="chip" [attr.data-wrong]="wrong().includes(email) ? '' : null">
              <span>{{ email }}</span>
              <button type="button" [attr.aria-label]="s.removeRecipient(email)" (click)="remove(email)"><ov-icon name="close" /></button>
            </li>
          }
        </ul>
      }
      <input
        #typed
        ovInput
        name="recipients"
        type="text"
        inputmode="email"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        [attr.list]="listId"
        (keydown)="press($event)"
        (input)="hear()"
        (change)="take()"
      />
      <datalist [id]="listId">
        @for (email of offered(); track email) {
          <option [value]="email"></option>
        }
      </datalist>
    </ov-field>
    <span class="ov-visually-hidden" aria-live="polite">{{ said() }}</span>
  `,
})
export class RecipientsInput {
  readonly recipients = model.required<readonly string[]>();
  readonly error = input<string | null>(null);
  /** Those that the server has refused. */
  readonly wrong = input<readonly string[]>([]);
  /** Whom one may want to add. */
  readonly people = input<readonly string[]>([]);

  protected readonly s = D;
  protected readonly most = REPORT_RECIPIENTS_MAX;
  protected readonly listId = 'ov-recipients-people';
  protected readonly said = signal('');
  private readonly typedError = signal<string | null>(null);
  private readonly typed = viewChild.required<ElementRef<HTMLInputElement>>('typed');
  protected readonly shownError = computed(() => this.typedError() ?? this.error());
  protected readonly offered = computed(() => this.people().filter((email) => !this.recipients().includes(email)));

  /** Takes what stands in the field. Tells whether nothing wrong is left there. */
  take(): boolean {
    const field = this.typed().nativeElement;
    const addresses = addressesIn(field.value);
    const wrong = addresses.filter((address) => !isAddress(address));
    const all = [...new Set([...this.recipients(), ...addresses.filter(isAddress)])];
    if (all.length > this.most) {
      this.typedError.set(D.tooMany(this.most));
      return false;
    }
    if (all.length > this.recipients().length) {
      this.said.set(D.added(all.slice(this.recipients().length).join(', ')));
      this.recipients.set(all);
    }
    field.value = wrong.join(' ');
    const [first] = wrong;
    this.typedError.set(first === undefined ? null : D.notAnAddress(first));
    return first === undefined;
  }

  /** Takes what stands in the field, and goes there when something wrong is left. */
  insist(): boolean {
    const isFine = this.take();
    if (!isFine) this.typed().nativeElement.focus();
    return isFine;
  }

  protected press(event: KeyboardEvent): void {
    const { value } = this.typed().nativeElement;
    if (event.repeat) {
      // a key that is held neither sends the form nor goes on from the text to the chips
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && value.trim() !== '') {
      event.preventDefault();
      this.take();
    }
    const last = this.recipients().at(-1);
    if (event.key === 'Backspace' && value === '' && last) this.remove(last);
  }

  protected hear(): void {
    this.typedError.set(null);
    if (/[\s,;]$/.test(this.typed().nativeElement.value)) this.take();
  }

  protected remove(email: string): void {
    this.recipients.set(this.recipients().filter((one) => one !== email));
    this.said.set(D.removed(email));
    // the button that had the focus is gone
    this.typed().nativeElement.focus();
  }
}
