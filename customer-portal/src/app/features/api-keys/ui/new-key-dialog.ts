import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import type { IssuedApiKey } from '@orbisvoice/shared-dto';
import { API_KEY_SCOPES, type ApiKeyScope } from '@orbisvoice/shared-dto/values';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { ApiKeysStore } from '../api-keys.store';
import { S, SCOPE_LABELS } from '../api-keys.strings';

const DAY_MS = 86_400_000;

/** Name, permissions and life of a new key. Only permissions the person has are on offer. */
@Component({
  selector: 'ov-new-key-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    <ov-dialog [heading]="s.heading" (closed)="closed.emit()">
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="send()">
        <ov-form-problem [state]="state" />
        <ov-field [label]="s.name" [hint]="s.nameHint">
          <input [ovControl]="state" name="name" required [attr.maxlength]="s.nameMax" autocomplete="off" />
        </ov-field>
        <fieldset class="ov-stack-s" [attr.aria-describedby]="scopeError() ? 'scope-error' : null">
          <legend class="ov-label">{{ s.scopes }}</legend>
          @for (scope of scopes; track scope) {
            <label class="ov-check">
              <input type="checkbox" [checked]="isChosen(scope)" (change)="toggle(scope)" />{{ labels[scope] }}
            </label>
          }
          @if (scopeError(); as text) {
            <span class="ov-field-error" id="scope-error" role="alert">{{ text }}</span>
          }
        </fieldset>
        <ov-field [label]="s.expires">
          <select [ovControl]="state" name="expires">
            @for (option of expiries; track option.value) {
              <option [value]="option.value" [selected]="option.value === state.value().expires">{{ option.label }}</option>
            }
          </select>
        </ov-field>
        <div class="ov-dialog-actions">
          <button ov-button variant="strong" [isLoading]="state.isBusy()">
            <span>{{ s.create }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
})
export class NewKeyDialog {
  readonly closed = output<void>();
  readonly issued = output<IssuedApiKey>();
  protected readonly s = S.form;
  protected readonly labels = SCOPE_LABELS;
  protected readonly expiries = Object.entries(S.form.expiries).map(([value, label]) => ({ value, label }));
  protected readonly state = new FormState<{ name: string; scopes: ApiKeyScope[]; expires: string }>({
    name: '',
    scopes: [],
    expires: 'never',
  });
  protected readonly scopeError = signal<string | null>(null);
  private readonly store = inject(ApiKeysStore);
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly scopes = API_KEY_SCOPES.filter((scope) => this.session.can(scope));

  protected isChosen(scope: ApiKeyScope): boolean {
    return this.state.value().scopes.includes(scope);
  }

  protected toggle(scope: ApiKeyScope): void {
    const { scopes } = this.state.value();
    this.state.patch({ scopes: this.isChosen(scope) ? scopes.filter((other) => other !== scope) : [...scopes, scope] });
    this.scopeError.set(null);
  }

  protected async send(): Promise<void> {
    if (this.state.value().scopes.length === 0) return this.scopeError.set(S.form.scopesMissing);
    const done = await this.state.submit(({ name, scopes, expires }) =>
      this.store.create({ name, scopes, expiresAt: this.instantOf(expires) }),
    );
    if (done) this.issued.emit(done.answer);
  }

  private instantOf(days: string): string | undefined {
    return days === 'never' ? undefined : new Date(this.clock.now() + Number(days) * DAY_MS).toISOString();
  }
}
