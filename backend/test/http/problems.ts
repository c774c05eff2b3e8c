import { ERROR_CODES } from '@orbisvoice/shared-dto/values';
import { type TestAnswer } from '../harness/app.js';

/** What must never leave: stacks, statements, names of the catalogue. At the start of a word: inside a random public key any letters may stand. */
const INSIDE =
  /\bat \S+ \(|node_modules|\.ts:\d|select .+ from |insert into|QueryFailedError|SQLSTATE|violates|syntax error|\bpg_[a-z]{3,}|TypeError|orbis_app/i;

/** Refusals that blame nobody: Stripe's address leads nowhere in these suites, and password hashing has a bounded queue. */
const TRY_AGAIN = ['stripe_unavailable', 'auth.busy'];

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0;

/** Pages of staff about the inside itself: statements and errors, masked, are what they are for. */
const ABOUT_INSIDE = /^GET \/api\/admin\/system\//;

/** What is wrong with an answer to bad input; empty when it is a proper refusal (or, where that is fine, a success). */
export function faultsOf({ status, headers, body }: TestAnswer<unknown>, expected?: number, label = ''): string[] {
  const faults: string[] = [];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const isTryAgain = status === 503 && headers.has('retry-after') && TRY_AGAIN.some((code) => text.includes(`"${code}"`));
  if (status >= 500 && !isTryAgain) faults.push(`answered ${status}: ${text.slice(0, 200)}`);
  if (expected !== undefined && status !== expected) faults.push(`answered ${status} instead of ${expected}: ${text.slice(0, 200)}`);
  if (INSIDE.test(text) && !(status < 400 && ABOUT_INSIDE.test(label))) faults.push(`tells of its inside: ${text.slice(0, 300)}`);
  return status < 400 ? faults : [...faults, ...shapeFaults({ status, headers, body })];
}

function shapeFaults({ status, headers, body }: TestAnswer<unknown>): string[] {
  const type = headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) return [`${status} as ${type || 'nothing'}`];
  if (typeof body !== 'object' || body === null) return [`${status} without a document`];
  const faults: string[] = [];
  const field = (name: string): unknown => Reflect.get(body, name);
  if (field('status') !== status) faults.push('status of the document differs');
  if (!ERROR_CODES.some((code) => code === field('code'))) faults.push(`unknown code ${String(field('code'))}`);
  if (!isText(field('traceId')) || field('traceId') !== headers.get('x-request-id')) faults.push('no trace id');
  if (!isText(field('title')) || !isText(field('type'))) faults.push('no title or type');
  if (field('code') === 'request.invalid' && !areFields(field('fields'))) faults.push('invalid without fields');
  return faults;
}

/** At least one field with rule and message; the path is empty only for a rule about the whole body. */
const areFields = (fields: unknown): boolean =>
  Array.isArray(fields) &&
  fields.length > 0 &&
  fields.every(
    (one: unknown) => typeof one === 'object' && one !== null && isText(Reflect.get(one, 'rule')) && isText(Reflect.get(one, 'message')),
  );
