type Directives = Readonly<Record<string, readonly string[]>>;

/** API answers are data: even if one were opened as a page, it could load and do nothing. */
const API: Directives = { 'default-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"], 'frame-ancestors': ["'none'"] };

/**
 * Everything from our own origin, no inline script at all. `base-uri 'self'` and not 'none' because Angular's router needs its own
 * `<base href>`; Stripe's hosted pages are navigations, which no directive here concerns.
 */
const page = (styles: readonly string[], scripts: readonly string[]): Directives => ({
  'default-src': ["'none'"],
  'script-src': ["'self'", ...scripts],
  'style-src': ["'self'", ...styles],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'self'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
});

const asHeader = (directives: Directives): string =>
  Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');

/** Policy of API answers, and of whatever sets none of its own. */
export const API_POLICY = asHeader(API);

/** Policy of pages without inline styles: the documentation, notices. */
export const PAGE_POLICY = asHeader(page([], []));

/** Policy of an app's page: Angular puts component styles into `<style nonce>`, and its builder one small inline script. */
export const appPolicy = (nonce: string): string => asHeader(page([`'nonce-${nonce}'`], [`'nonce-${nonce}'`]));
