type Directives = Readonly<Record<string, readonly string[]>>;

/** API answers are data: even if one were opened as a page, it could load and do nothing. */
const API: Directives = { 'default-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"], 'frame-ancestors': ["'none'"] };

/** Everything from our own origin, nothing inline. Stripe's hosted pages are navigations, which no directive here concerns. */
const PAGE: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
};

const asHeader = (directives: Directives): string =>
  Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');

/** Policy of API answers, and of whatever sets none of its own. */
export const API_POLICY = asHeader(API);

/** Policy of pages the server writes itself: the documentation, notices. */
export const PAGE_POLICY = asHeader(PAGE);

/**
 * The one style sheet that comes inside a script and not as a file: what ngx-charts' bar chart brings with it, allowed by its exact text and
 * by nothing else (decision 20). csp.spec.ts compares it with the installed package.
 */
const CHART_STYLES = ["'sha256-ZUyfV/56tq4rgwr+l80qqaeO0RoRD45v+x6eWejng98='"];

/** Policy of an application's page: besides, a text becomes markup or script only through Angular's own sanitiser. */
export const APP_POLICY = asHeader({
  ...PAGE,
  'style-src': ["'self'", ...CHART_STYLES],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['angular', 'angular#bundler'],
});

/** Policy of the staff console's page, which frames what staff looks at (decision 25). */
export const CONSOLE_POLICY = `${APP_POLICY}; frame-src 'self'`;

/**
 * Policy of a page that shows what was written for somewhere else, such as a mail: its own inline styles, our pictures, and nothing else.
 * The sandbox takes its origin away, so that whatever it came to contain could neither run, nor read, nor open, nor send anything.
 */
export const SANDBOX_POLICY = asHeader({
  'default-src': ["'none'"],
  'style-src': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'form-action': ["'none'"],
  'frame-ancestors': ["'self'"],
  sandbox: [],
});
