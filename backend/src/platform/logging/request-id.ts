import { type IncomingMessage } from 'node:http';
import { newTransientId } from '../database/ids.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const EMPTY_TRACE = /^[0-]+$/;

/**
 * The id of a request, in every log line, event and error of it: the caller's `traceparent` (W3C) or `x-request-id` when it has the shape of
 * one, else a new UUID v7. Anything else a caller sends is not repeated anywhere.
 */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const parts = TRACEPARENT.exec(single(request.headers['traceparent']));
  const trace = parts?.slice(1).join('-');
  if (trace && !EMPTY_TRACE.test(trace)) return trace;
  const given = single(request.headers['x-request-id']);
  return UUID.test(given) ? given.toLowerCase() : newTransientId();
}

const single = (header: string | string[] | undefined): string => (typeof header === 'string' ? header : '');
