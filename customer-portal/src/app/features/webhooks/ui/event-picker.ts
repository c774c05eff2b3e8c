import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { WEBHOOK_EVENTS, type WebhookEventName } from '@orbisvoice/shared-dto/values';
import { EVENT_GROUPS, EVENT_LABELS } from '../event.strings';
import { D } from '../webhooks.strings';

let sequence = 0;

/** Which events an endpoint is told: one by one, a group, or all there are. */
@Component({
  selector: 'ov-event-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset class="ov-stack-s" [attr.aria-describedby]="error() ? errorId + ' ' + hintId : hintId">
      <legend class="ov-label">{{ s.events }}</legend>
      <label class="ov-check hook-all">
        <input
          type="checkbox"
          #all
          [checked]="chosen().length === events.length"
          [indeterminate]="isPart(events)"
          (change)="set(events, all.checked)"
        />{{ s.all(events.length) }}
      </label>
      <div class="hook-groups">
        @for (group of groups; track group.label) {
          <div class="hook-group" role="group" [attr.aria-label]="group.label">
            <label class="ov-check">
              <input
                type="checkbox"
                #whole
                [checked]="isWhole(group.events)"
                [indeterminate]="isPart(group.events)"
                (change)="set(group.events, whole.checked)"
              />
              <b
                ><span class="ov-visually-hidden">{{ s.allOf }}</span
                >{{ group.label }}</b
              >
            </label>
            @for (event of group.events; track event) {
              <label class="ov-check">
                <input type="checkbox" #one [value]="event" [checked]="picked().has(event)" (change)="set([event], one.checked)" />
                <span
                  >{{ labels[event] }} <code class="hook-code">{{ event }}</code></span
                >
              </label>
            }
          </div>
        }
      </div>
      @if (error(); as text) {
        <span class="ov-field-error" role="alert" [id]="errorId">{{ text }}</span>
      }
      <span class="ov-hint" [id]="hintId">{{ s.eventsHint }}</span>
    </fieldset>
  `,
})
export class EventPicker {
  readonly chosen = input.required<readonly WebhookEventName[]>();
  readonly error = input<string | null>(null);
  readonly chosenChange = output<readonly WebhookEventName[]>();

  protected readonly s = D;
  protected readonly labels = EVENT_LABELS;
  protected readonly groups = EVENT_GROUPS;
  protected readonly events = WEBHOOK_EVENTS;
  protected readonly errorId = `hook-events-error-${++sequence}`;
  protected readonly hintId = `hook-events-hint-${sequence}`;
  protected readonly picked = computed(() => new Set(this.chosen()));

  protected isWhole = (events: readonly WebhookEventName[]): boolean => events.every((event) => this.picked().has(event));
  protected isPart = (events: readonly WebhookEventName[]): boolean =>
    !this.isWhole(events) && events.some((event) => this.picked().has(event));

  protected set(events: readonly WebhookEventName[], isOn: boolean): void {
    const changed = new Set(events);
    this.chosenChange.emit(WEBHOOK_EVENTS.filter((event) => (changed.has(event) ? isOn : this.picked().has(event))));
  }
}
