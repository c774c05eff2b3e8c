import { DomainError } from '../../../platform/errors/domain-error.js';
import { unstorableTexts } from '../../../platform/http/storable-text.js';
import type { NewStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { field, text } from './stripe-values.js';

const EVENT_ID = /^evt_[A-Za-z0-9_]{1,120}$/;
/** A NUL written in JSON; PostgreSQL's jsonb refuses it. An even number of backslashes before it belongs to itself. */
const ESCAPED_NUL = /(?<!\\)((?:\\\\)*)\\u0000/g;

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
    payload: body.includes('\\u0000') ? body.replace(ESCAPED_NUL, '$1') : body,
  };
}

/** The last second that a calendar of four digits has. */
const LAST_SECOND = 253_402_300_799;
const isInstant = (seconds: unknown): seconds is number => typeof seconds === 'number' && seconds >= 0 && seconds <= LAST_SECOND;
