import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { WebhookDelivery, WebhookDeliveryDetail, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS, WEBHOOK_TIMEOUT_SECONDS } from '@orbisvoice/shared-dto/values';
import { Clock, apiResource, keepLast, pollWhile } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatMilliseconds } from '@orbisvoice/shared-ui/format';
import { FormState, OvControl, OvField, OvForm, OvFormProblem } from '@orbisvoice/shared-ui/forms';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { T, TRY_ERRORS } from '../deliveries.strings';
import { outcomeInWords } from '../webhook-words';
import { WebhooksApi } from '../webhooks.api';

/** A test is over in a moment: somebody waits for it. */
const HASTE = 0.5;
/** A receiver has its time, and the test may stand in line. */
const SLOW_MS = 2_000 * WEBHOOK_TIMEOUT_SECONDS;

/** Sends a made-up event and says what became of it. */
@Component({
  selector: 'ov-test-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvCard, OvControl, OvField, OvForm, OvFormProblem, OvNotice, RouterLink],
  template: `
    <ov-card [heading]="t.heading">
      <form class="ov-stack-s" [ovForm]="form()" (ovSubmit)="send()">
        <p class="ov-small ov-muted">{{ t.text }}</p>
        <ov-form-problem [state]="form()" />
        <ov-field [label]="t.event">
          <select [ovControl]="form()" name="event">
            @for (event of events(); track event) {
              <option [value]="event" [selected]="event === form().value().event">{{ event }}</option>
            }
          </select>
        </ov-field>
        <div>
          <button ov-button variant="strong" size="s" [isLoading]="isUnderWay() || form().isBusy()">
            <span>{{ t.send }}</span>
          </button>
        </div>
      </form>
      <div class="hook-outcome" aria-live="polite">
        @if (isUnderWay()) {
          <p class="ov-small ov-muted">{{ isSlow() ? t.slow : t.sending }}</p>
        } @else if (detail.problem(); as problem) {
          <ov-notice tone="warning">
            <p>{{ problem.sentence }}</p>
            <a class="ov-small" [routerLink]="['/webhooks/deliveries', sentId()]">{{ t.details }}</a>
          </ov-notice>
        } @else if (outcome(); as now) {
          <ov-notice [tone]="now.isThere ? 'success' : 'warning'">
            <p>
              <b>{{ now.isThere ? t.succeeded : t.failed }}</b> {{ now.text }}
            </p>
            @if (now.advice; as advice) {
              <p class="ov-small">{{ advice }}</p>
            }
            @if (now.answer; as answer) {
              <p class="ov-small">{{ t.answer }}</p>
              <code class="ov-code hook-answer">{{ answer }}</code>
            }
            <a class="ov-small" [routerLink]="['/webhooks/deliveries', now.id]">{{ t.details }}</a>
          </ov-notice>
        }
      </div>
    </ov-card>
  `,
})
export class TestCard {
  readonly endpoint = input.required<WebhookEndpoint>();
  /** A test was taken on, and then once more when it is over. */
  readonly told = output<void>();

  protected readonly t = T;
  private readonly api = inject(WebhooksApi);
  private readonly clock = inject(Clock);
  private readonly id = computed(() => this.endpoint().id);
  /** Those it listens to first: the others can be tried as well. */
  protected readonly events = computed(() => {
    const wanted = this.endpoint().events;
    return [...wanted, ...WEBHOOK_EVENTS.filter((event) => !wanted.includes(event))];
  });
  protected readonly form = linkedSignal({
    source: this.id,
    computation: () => new FormState({ event: untracked(() => this.events()[0] ?? WEBHOOK_EVENTS[0]) }),
  });
  private readonly sent = signal<WebhookDelivery | null>(null);
  protected readonly sentId = computed(() => this.sent()?.id ?? '');
  protected readonly detail = keepLast(
    apiResource<WebhookDeliveryDetail>(() => (this.sentId() ? this.api.delivery(this.sentId()) : undefined)),
    this.sentId,
  );
  protected readonly isUnderWay = computed(() => {
    const now = this.detail.value() ?? this.sent();
    return now?.status === 'pending' && !this.detail.problem();
  });
  /** As of the latest look. */
  protected readonly isSlow = computed(() => {
    const now = this.detail.value();
    return now !== undefined && this.clock.now() - Date.parse(now.createdAt) > SLOW_MS;
  });
  protected readonly outcome = computed(() => {
    const now = this.detail.value();
    if (!now || now.status === 'pending') return null;
    const [last] = now.triesMade;
    const time = formatMilliseconds(last?.durationMs);
    const text = now.error === null || now.error === 'status' ? T.took(now.responseStatus ?? 0, time) : `${outcomeInWords(now)}.`;
    return { id: now.id, isThere: now.status === 'succeeded', text, advice: now.error && TRY_ERRORS[now.error].text, answer: last?.answer };
  });

  constructor() {
    pollWhile(this.detail, this.isUnderWay, HASTE);
    effect(() => {
      if (this.outcome()) untracked(() => this.told.emit());
    });
  }

  protected async send(): Promise<void> {
    if (this.isUnderWay()) return;
    const done = await this.form().submit(({ event }) => this.api.test(this.id(), { event }));
    if (!done) return;
    this.sent.set(done.answer);
    this.told.emit();
  }
}
