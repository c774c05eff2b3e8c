import type { WebhookDelivery, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import { DISABLED_REASONS, TRY_ERROR_WORDS, WEBHOOKS } from './tenant-webhooks.strings';

const EVENTS_SHOWN = 3;
const ID_END = 4;

/** What staff call each endpoint: its host and what the tenant says of it; ends of ids tell twins apart. */
export function endpointNames(endpoints: readonly Pick<WebhookEndpoint, 'id' | 'url' | 'description'>[]): ReadonlyMap<string, string> {
  const plain = endpoints.map(({ url, description }) => [description, hostOf(url)].filter(Boolean).join(' · '));
  const isTwin = (name: string): boolean => plain.filter((other) => other === name).length > 1;
  return new Map(endpoints.map(({ id }, n) => [id, isTwin(plain[n] ?? '') ? `${plain[n]} · …${id.slice(-ID_END)}` : (plain[n] ?? '')]));
}

/** `https://` is all there can be: it tells nothing. */
export const hostOf = (url: string): string => url.replace(/^https:\/\//, '').replace(/\/$/, '');

export interface EndpointState {
  readonly label: string;
  readonly tone: Tone;
  /** Why it is off. */
  readonly reason: string | null;
}

export function endpointState({ isEnabled, disabledReason, failingSince }: WebhookEndpoint): EndpointState {
  const { on, failing, off } = WEBHOOKS.states;
  if (!isEnabled) {
    const isByHand = disabledReason === null || disabledReason === 'by_hand';
    return { label: off, tone: isByHand ? 'neutral' : 'danger', reason: disabledReason && DISABLED_REASONS[disabledReason] };
  }
  return failingSince === null ? { label: on, tone: 'success', reason: null } : { label: failing, tone: 'warning', reason: null };
}

/** The first few events of an endpoint and the others; none of either where it hears of everything. */
export function eventsOf({ events }: Pick<WebhookEndpoint, 'events'>): {
  readonly areAll: boolean;
  readonly first: readonly string[];
  readonly more: readonly string[];
} {
  if (events.length === WEBHOOK_EVENTS.length) return { areAll: true, first: [], more: [] };
  // one more line says as much as "1 more"
  const shown = events.length === EVENTS_SHOWN + 1 ? events.length : EVENTS_SHOWN;
  return { areAll: false, first: events.slice(0, shown), more: events.slice(shown) };
}

/** What came of the latest try: the status that was answered, or why there was none. */
export function outcomeInWords({ tries, responseStatus, error }: Pick<WebhookDelivery, 'tries' | 'responseStatus' | 'error'>): string {
  if (tries === 0) return WEBHOOKS.untried;
  if (responseStatus !== null && (error === null || error === 'status')) return WEBHOOKS.answered(responseStatus);
  return error === null ? '' : TRY_ERROR_WORDS[error];
}

/** What holds a delivery up, and the time. */
export interface Circumstances {
  readonly isTenantActive: boolean;
  readonly isEndpointOff: boolean;
  readonly now: number;
}

/** When the next try is: an instant that is still to come, or words. */
export function nextTry(
  { status, isTest, nextTryAt }: Pick<WebhookDelivery, 'status' | 'isTest' | 'nextTryAt'>,
  { isTenantActive, isEndpointOff, now }: Circumstances,
): { readonly at: string | null; readonly text: string } {
  if (status !== 'pending') return { at: null, text: WEBHOOKS.noNext };
  if (!isTenantActive) return { at: null, text: WEBHOOKS.heldByTenant };
  // tests are sent all the same
  if (isEndpointOff && !isTest) return { at: null, text: WEBHOOKS.held };
  return nextTryAt !== null && Date.parse(nextTryAt) > now ? { at: nextTryAt, text: '' } : { at: null, text: WEBHOOKS.due };
}
