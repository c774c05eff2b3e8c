import { type Html, html } from './html.js';

const GOOD = ['active', 'paid', 'succeeded', 'delivered', 'trialing', 'enabled', 'complete', 'won'];
const BAD = [
  'past_due',
  'unpaid',
  'canceled',
  'abandoned',
  'requires_payment_method',
  'void',
  'uncollectible',
  'incomplete',
  'lost',
  'failed',
  'needs_response',
];

/** A state by its name; the colour only repeats what the word says. */
export function stateBadge(state: string | null): Html {
  const word = state ?? 'unknown';
  const tone = GOOD.includes(word) ? 'good' : BAD.includes(word) ? 'bad' : '';
  return html`<span class="state ${tone}">${word.replaceAll('_', ' ')}</span>`;
}
