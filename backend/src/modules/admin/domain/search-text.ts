import { EVENT_NAMES, type EventName } from '@orbisvoice/shared-dto/values';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STRIPE_ID = /^[a-z]{2,8}_\w{6,}$/;
/** Trigrams find nothing in less. */
const CONTAINS_FROM = 3;
const MAX_ACTIONS = 3;

/** What somebody typed: an id, which is one thing, or a text, which may be many. */
export type SearchText =
  | { readonly kind: 'uuid'; readonly id: string }
  | { readonly kind: 'stripe'; readonly id: string }
  | { readonly kind: 'text'; readonly patterns: Patterns; readonly actions: readonly EventName[] };

/** From what is meant most certainly to what may be meant; the last two are patterns of LIKE. */
export interface Patterns {
  readonly exact: string;
  readonly prefix: string;
  /** Null where the text is too short to look for it in the middle. */
  readonly within: string | null;
}

export function readSearch(typed: string): SearchText {
  const text = typed.trim();
  if (UUID.test(text)) return { kind: 'uuid', id: text.toLowerCase() };
  if (STRIPE_ID.test(text)) return { kind: 'stripe', id: text };
  return { kind: 'text', patterns: patternsOf(text), actions: actionsOf(text) };
}

function patternsOf(text: string): Patterns {
  const exact = text.toLowerCase();
  const literal = exact.replace(/[\\%_]/g, '\\$&');
  return { exact, prefix: `${literal}%`, within: text.length < CONTAINS_FROM ? null : `%${literal}%` };
}

/** Actions by the beginning of their name, from the point on: a bare `user` would be most of the log. */
function actionsOf(text: string): EventName[] {
  if (!text.includes('.')) return [];
  return EVENT_NAMES.filter((name) => name.startsWith(text.toLowerCase())).slice(0, MAX_ACTIONS);
}
