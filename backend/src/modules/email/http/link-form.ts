import { invalidField } from '../../../platform/errors/domain-error.js';
import type { FormFields } from '../../../platform/http/forms.js';

/** What a POST to the link of a mail asks for. */
export interface LinkAction {
  readonly source: 'one_click' | 'page';
  readonly to: 'off' | 'on';
}

/**
 * Our own buttons say what they do. A mail program says `List-Unsubscribe=One-Click`; one that says nothing or something else still means
 * the only thing the address in that header is for.
 */
export function linkActionOf(form: FormFields | undefined): LinkAction {
  const action = form?.['action'];
  if (action === undefined) return { source: 'one_click', to: 'off' };
  if (action !== 'unsubscribe' && action !== 'resubscribe') throw invalidField('action', 'choice', 'must be unsubscribe or resubscribe');
  return { source: 'page', to: action === 'unsubscribe' ? 'off' : 'on' };
}

/**
 * The categories that stay on. A form that does not say it is ours must not turn everything off by being empty.
 * @throws DomainError `request.invalid`
 */
export function choicesOf(form: FormFields | undefined): string[] {
  const { action, ...rest } = form ?? {};
  if (action !== 'save' && action !== 'none') throw invalidField('action', 'choice', 'must be save or none');
  return action === 'none' ? [] : Object.keys(rest);
}
