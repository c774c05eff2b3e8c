import type { WebhookDelivery, WebhookEndpoint, WebhookHealth, WebhookTry } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { formatRelative } from '@orbisvoice/shared-ui/format';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import type { Circumstances } from './delivery-pace';
import { L, TRY_ERRORS } from './deliveries.strings';
import { DISABLED_WORDS, S, STATE_WORDS } from './webhooks.strings';

const LONGEST_NAME = 40;
const MINUTE_MS = 60_000;
const EVENTS_SHOWN = 2;

/** What people call an endpoint: its description, or where it leads, without the keys that queries hold. */
export function endpointName({ description, url }: Pick<WebhookEndpoint, 'description' | 'url'>): string {
  if (description !== '') return description;
  const address = url.replace(/^https:\/\//, '').replace(/\/?([?#].*)?$/, '');
  return address.length > LONGEST_NAME ? `${address.slice(0, LONGEST_NAME)}…` : address;
}

export interface EndpointState {
  readonly label: string;
  readonly tone: Tone;
  /** Why, or since when; null where there is nothing to say. */
  readonly note: string | null;
}

/** @param dateOf how instants are written */
export function endpointState(endpoint: WebhookEndpoint, dateOf: (instant: string) => string): EndpointState {
  const { isEnabled, disabledReason, failingSince } = endpoint;
  if (!isEnabled) {
    const isByHand = disabledReason === null || disabledReason === 'by_hand';
    return { label: STATE_WORDS.off, tone: isByHand ? 'neutral' : 'danger', note: disabledReason && DISABLED_WORDS[disabledReason].short };
  }
  if (failingSince) return { label: STATE_WORDS.failing, tone: 'warning', note: STATE_WORDS.since(dateOf(failingSince)) };
  return { label: STATE_WORDS.on, tone: 'success', note: null };
}

/** "conversation.ended, invoice.paid and 3 more". */
export function eventsInWords(events: readonly string[]): string {
  if (events.length === WEBHOOK_EVENTS.length) return S.allEvents;
  const shown = events.slice(0, EVENTS_SHOWN).join(', ');
  return events.length > EVENTS_SHOWN ? `${shown} ${S.more(events.length - EVENTS_SHOWN)}` : shown;
}

/** "12 delivered · 1 failed", or that there was nothing. */
export function healthInWords({ succeeded, failed, pending }: WebhookHealth): string {
  const { none, ...words } = S.health;
  const parts = [
    succeeded > 0 ? words.succeeded(succeeded) : '',
    failed > 0 ? words.failed(failed) : '',
    pending > 0 ? words.pending(pending) : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : none;
}

/** What came of a try: the figure that was answered, or why there is none. */
export function outcomeInWords({ error, responseStatus }: Pick<WebhookTry, 'error' | 'responseStatus'>): string {
  if (responseStatus !== null && (error === null || error === 'status')) return L.answered(responseStatus);
  return error ? TRY_ERRORS[error].short : '';
}

/** Where a delivery stands, beside the word for its status. */
export function deliveryInWords(delivery: WebhookDelivery, { isOff, now }: Circumstances): string {
  const outcome = outcomeInWords(delivery);
  if (delivery.status !== 'pending') return outcome;
  return [outcome, whatComes(delivery, { isOff, now })].filter(Boolean).join(' · ');
}

function whatComes({ tries, nextTryAt, isTest }: WebhookDelivery, { isOff, now }: Circumstances): string {
  if (isOff && !isTest) return L.waitsForSwitch;
  const wait = nextTryAt === null ? 0 : Date.parse(nextTryAt) - now;
  if (wait > 0) return wait < MINUTE_MS ? L.nextTrySoon : L.nextTry(formatRelative(nextTryAt, now));
  return tries === 0 ? L.firstTry : L.nextTryNow;
}

/** Whether "send again" can be asked for: not while the first try is on its way, and not to an endpoint that is off. */
export function canSendAgain(delivery: WebhookDelivery, { isOff, now }: Circumstances): boolean {
  if (isOff && !delivery.isTest) return false;
  return delivery.status !== 'pending' || (delivery.nextTryAt !== null && Date.parse(delivery.nextTryAt) > now);
}

/** JSON to read; what is none stays as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
