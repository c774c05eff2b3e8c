import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import type { IssuedWebhookEndpoint, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_URL_MAX, type WebhookEventName } from '@orbisvoice/shared-dto/values';
import { OvDialog } from '@orbisvoice/shared-ui/feedback';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { WebhooksStore } from '../webhooks.store';
import { D } from '../webhooks.strings';
import { EventPicker } from './event-picker';

interface Draft {
  url: string;
  description: string;
  events: readonly WebhookEventName[];
}

/** Where to send, what for, and which events. */
@Component({
  selector: 'ov-endpoint-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EventPicker, OvButton, OvControl, OvDialog, OvField, OvForm, OvFormProblem],
  template: `
    @let state = form();
    <ov-dialog isWide [heading]="endpoint() ? s.editHeading : s.newHeading" (closed)="closed.emit()">
      <form class="ov-stack" [ovForm]="state" (ovSubmit)="send()">
        <ov-form-problem [state]="state" />
        <ov-field [label]="s.url" [hint]="s.urlHint">
          <input
            [ovControl]="state"
            name="url"
            type="url"
            required
            pattern="[hH][tT][tT][pP][sS]://.*"
            [attr.title]="s.urlPattern"
            [attr.maxlength]="urlMax"
            autocomplete="off"
            spellcheck="false"
          />
        </ov-field>
        <ov-field isOptional [label]="s.description" [hint]="s.descriptionHint">
          <input [ovControl]="state" name="description" [attr.maxlength]="s.descriptionMax" autocomplete="off" />
        </ov-field>
        <ov-event-picker [chosen]="state.value().events" [error]="eventsError()" (chosenChange)="choose($event)" />
        <div class="ov-dialog-actions">
          <button ov-button variant="strong" [isLoading]="state.isBusy()">
            <span>{{ endpoint() ? s.save : s.create }}</span>
          </button>
        </div>
      </form>
    </ov-dialog>
  `,
})
export class EndpointDialog {
  /** The one to change; a new one otherwise. */
  readonly endpoint = input<WebhookEndpoint | null>(null);
  readonly closed = output<void>();
  readonly created = output<IssuedWebhookEndpoint>();
  readonly changed = output<WebhookEndpoint>();

  protected readonly s = D;
  protected readonly urlMax = WEBHOOK_URL_MAX;
  private readonly store = inject(WebhooksStore);
  protected readonly form = linkedSignal(() => new FormState<Draft>(draftOf(this.endpoint())));
  /** The list as a whole, or one of it: the API names a place. */
  protected readonly eventsError = computed(() => {
    const errors = Object.entries(this.form().fieldErrors());
    return errors.find(([path]) => path === 'events' || path.startsWith('events.'))?.[1] ?? null;
  });

  protected choose(events: readonly WebhookEventName[]): void {
    this.form().write('events', events);
  }

  protected async send(): Promise<void> {
    const form = this.form();
    if (form.value().events.length === 0) return form.setErrors({ events: D.noEvents });
    const existing = this.endpoint();
    if (existing) {
      const done = await form.submit((draft) => this.store.update(existing.id, bodyOf(draft)));
      if (done) this.changed.emit(done.answer);
    } else {
      const done = await form.submit((draft) => this.store.create(bodyOf(draft)));
      if (done) this.created.emit(done.answer);
    }
  }
}

const draftOf = (endpoint: WebhookEndpoint | null): Draft => ({
  url: endpoint?.url ?? '',
  description: endpoint?.description ?? '',
  events: endpoint?.events ?? [],
});

const bodyOf = ({ url, description, events }: Draft) => ({ url: url.trim(), description: description.trim(), events: [...events] });
