import { type CardField, type CardInput, TEST_CARDS } from '../objects/cards.js';
import { html, type Html } from './html.js';

/** Above a refused form; number and code have to be typed again because a page never repeats them. */
export const CARD_ALERT = 'Please correct the marked fields, and enter number and CVC again.';

/** What a card form shows again after a refusal; the number and code are never sent back. */
export interface CardFormState {
  values: Partial<CardInput>;
  errors: Partial<Record<CardField, string>>;
}

interface Field {
  name: string;
  label: string;
  autocomplete: string;
  hint?: string;
  inputmode?: string;
  type?: string;
}

/** One labelled field with its error, tied together for screen readers. */
export function field(spec: Field, value: string, error: string | undefined): Html {
  const { name, label, autocomplete, hint = '', inputmode = 'text', type = 'text' } = spec;
  const problem = error === undefined ? null : html`<p class="error" id="${name}-error">${error}</p>`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      inputmode="${inputmode}"
      placeholder="${hint}"
      required
      ${problem && html`aria-invalid="true" aria-describedby="${name}-error"`}
    />
    ${problem}
  </div>`;
}

/** The card's fields, as Checkout and the portal ask for them. */
export function cardFields({ values, errors }: CardFormState): Html {
  return html`
    ${field({ name: 'number', label: 'Card number', autocomplete: 'cc-number', inputmode: 'numeric', hint: '4242 4242 4242 4242' }, '', errors.number)}
    <div class="row">
      ${field({ name: 'expiry', label: 'Expiry', autocomplete: 'cc-exp', inputmode: 'numeric', hint: 'MM/YY' }, values.expiry ?? '', errors.expiry)}
      ${field({ name: 'cvc', label: 'CVC', autocomplete: 'cc-csc', inputmode: 'numeric', hint: '123' }, '', errors.cvc)}
    </div>
    ${field({ name: 'name', label: 'Name on card', autocomplete: 'cc-name' }, values.name ?? '', errors.name)}
  `;
}

/** The cards that do something here. */
export function testCards(): Html {
  const rows = TEST_CARDS.map(
    ({ number, hint }) =>
      html`<tr>
        <td><code>${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</code></td>
        <td>${hint}</td>
      </tr>`,
  );
  return html`<details class="card" open>
    <summary>Test cards</summary>
    <p class="soft">Any future date and any three-digit CVC. Never enter a real card.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </details>`;
}

/** A refusal at the top of a form. */
export function alertBox(message: string | null): Html | null {
  return message === null ? null : html`<div class="alert" role="alert"><p>${message}</p></div>`;
}
