import * as z from 'zod';
import { saysMailboxGone } from '../domain/delivery.js';
import { headerText } from '../domain/header-text.js';
import type { Fate, ProviderEvent } from '../domain/bounce-policy.js';

const DETAIL_LENGTH = 500;
const text = z.string().max(10_000).optional();
/** An id without what a database would refuse. */
const id = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}]+$/u);
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** What is read of an event; marks stand beside SendGrid's own fields. */
const Event = z.object({
  event: z.string(),
  sg_event_id: id,
  sg_message_id: id.optional(),
  timestamp: z.number().min(0).max(LAST_SECOND),
  type: text,
  bounce_classification: text,
  status: text,
  reason: text,
  response: text,
  orbis_message: z.uuid().optional().catch(undefined),
});
type Event = z.infer<typeof Event>;

/** Dropped because SendGrid has the address on a list of its own; "Invalid SMTPAPI header" would be our mistake. */
const DROPS: readonly (readonly [RegExp, Fate])[] = [
  [/bounced address|invalid(?! smtpapi)/i, 'bounced'],
  [/spam reporting/i, 'complained'],
];

function bounceOf({ type, bounce_classification: classification = '', status = '', reason = '' }: Event): Fate {
  if (type === 'blocked') return 'soft_bounced';
  if (classification === 'Invalid Address') return 'bounced';
  if (classification !== '' && classification !== 'Unclassified')
    return saysMailboxGone(`${status} ${reason}`) ? 'bounced' : 'soft_bounced';
  // full, or refused for what we are rather than for what they are not
  return /\b5\.(?:2\.2|7\.\d+)\b/.test(`${status} ${reason}`) ? 'soft_bounced' : 'bounced';
}

/** Null for what says nothing about delivery: opens, clicks, processing. */
function fateOf(event: Event): Fate | null {
  switch (event.event) {
    case 'delivered':
    case 'deferred':
      return event.event;
    case 'bounce':
      return bounceOf(event);
    case 'dropped':
      return DROPS.find(([pattern]) => pattern.test(event.reason ?? ''))?.[1] ?? 'failed';
    case 'spamreport':
      return 'complained';
    default:
      return null;
  }
}

/** One element of SendGrid's batch; null when it is none of ours to act upon, undefined when it cannot be read. */
export function sendGridEventOf(given: unknown): ProviderEvent | null | undefined {
  const { data } = Event.safeParse(given);
  if (!data) return undefined;
  const fate = fateOf(data);
  if (fate === null) return null;
  const detail = headerText([data.status, data.reason ?? data.response].filter(Boolean).join(' ')).slice(0, DETAIL_LENGTH);
  return {
    provider: 'sendgrid',
    eventId: data.sg_event_id,
    fate,
    detail: detail || null,
    at: new Date(data.timestamp * 1000),
    messageId: data.orbis_message ?? null,
    // what the API answered with, then where it was processed
    providerMessageId: data.sg_message_id?.split('.')[0] ?? null,
  };
}
