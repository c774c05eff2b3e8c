import { DomainError } from '../../../platform/errors/domain-error.js';
import { unstorableTexts } from '../../../platform/http/storable-text.js';
import type { NewStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { field, text } from './stripe-values.js';

const EVENT_ID = /^evt_[A-Za-z0-9_]{1,120}$/;
/** What JSON may write and PostgreSQL cannot read as text: a NUL, and half of a pair of UTF-16. */
const UNREADABLE = /\\u(?:0000|[dD][89a-fA-F])/;
/** Every escape from the left, so that a backslash that is itself escaped hides nothing; a pair of halves as one, with its second named. */
const ESCAPE = /\\(?:u[dD][89abAB][\da-fA-F]{2}(?<second>\\u[dD][c-fC-F][\da-fA-F]{2})?|u[\da-fA-F]{4}|[^])/g;
const HALF = /^\\u[dD][89a-fA-F]/;
const REPLACEMENT = String.raw`\ufffd`;

/**
 * A verified body as a row of the inbox. The signature says who sent it, not that it is an event.
 * @throws DomainError `request.malformed_json` for anything that has not the shape of an event
 */
export function toNewStripeEvent(event: unknown, body: string): NewStripeEvent {
  const [id, type, created, livemode] = [text(event, 'id'), text(event, 'type'), field(event, 'created'), field(event, 'livemode')];
  const object = field(field(event, 'data'), 'object');
  if (!id || !EVENT_ID.test(id) || !type || !isInstant(created) || typeof livemode !== 'boolean' || typeof object !== 'object') {
    throw new DomainError('request.malformed_json');
  }
  if (unstorableTexts(type).length > 0) throw new DomainError('request.malformed_json');
  return {
    id,
    type,
    apiVersion: text(event, 'api_version'),
    isLivemode: livemode,
    objectId: text(object, 'id'),
    createdAt: new Date(created * 1_000),
    payload: UNREADABLE.test(body) ? body.replace(ESCAPE, readable) : body,
  };
}

/** An escape as PostgreSQL can read it. */
function readable(escape: string, second: string | undefined): string {
  if (escape === String.raw`\u0000`) return '';
  return HALF.test(escape) && second === undefined ? REPLACEMENT : escape;
}

/** The last second that a calendar of four digits has. */
const LAST_SECOND = 253_402_300_799;
const isInstant = (seconds: unknown): seconds is number => typeof seconds === 'number' && seconds >= 0 && seconds <= LAST_SECOND;
