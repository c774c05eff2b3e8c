const REDACTED = '[redacted]';

/**
 * Patterns of secrets and personal data, wherever in a text they stand. None of them matches a quote or a backslash, so that a masked JSON
 * line is still JSON; all are bounded, so that a hostile line cannot stall the process.
 */
const PATTERNS: readonly (readonly [RegExp, string | ((match: string, ...groups: string[]) => string)])[] = [
  // credentials in a URL
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"\\]{1,300}@/gi, `$1${REDACTED}@`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{4,4000}/gi, `$1 ${REDACTED}`],
  // query parameters and form fields that carry one-time secrets
  [/([?&;]|\b)(token|access_token|refresh_token|code|key|api_key|secret|password|signature|sig)=[^&\s"\\;]{1,2000}/gi, `$1$2=${REDACTED}`],
  // JSON web tokens, argon2 hashes, Stripe's and Standard Webhooks' secrets
  [/\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{2,4000}(\.[A-Za-z0-9_-]{2,2000})?/g, REDACTED],
  [/\$argon2[a-z]{1,2}\$[A-Za-z0-9+/=,$.-]{10,300}/g, REDACTED],
  [/\b(sk|rk|pk)_(test|live)_[A-Za-z0-9]{4,300}/g, REDACTED],
  [/\bwhsec_[A-Za-z0-9+/=_-]{4,300}/g, REDACTED],
  [/\b[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,24}/gu, (address) => maskEmail(address)],
  [/\b[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}\b/g, (digits) => (isCardNumber(digits) ? '[card]' : digits)],
  // an opaque token of 128 bit and more: long, and of mixed kinds of characters, as names and ids are not
  [/[A-Za-z0-9_-]{40,4000}/g, (run) => (/[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) ? REDACTED : run)],
];

/** The text without secrets and with e-mail addresses shortened. */
export function maskText(text: string): string {
  let masked = text;
  for (const [pattern, replacement] of PATTERNS) {
    masked = typeof replacement === 'string' ? masked.replace(pattern, replacement) : masked.replace(pattern, replacement);
  }
  return masked;
}

/** `ada@example.com` → `a***@example.com`: enough to help somebody, not enough to write to them. */
function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.charAt(0)}***${address.slice(at)}`;
}

/** Luhn's check: keeps order numbers and counters readable. */
function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}
