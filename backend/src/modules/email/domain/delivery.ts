/** What a mail server made of a message. */
export type Delivery =
  | { readonly kind: 'accepted'; readonly providerId: string | null }
  /** Nobody's fault or ours: the same message may pass later. */
  | { readonly kind: 'deferred'; readonly reason: string }
  /** Final: this message to this recipient will never pass. */
  | { readonly kind: 'rejected'; readonly reason: string };

/** What Nodemailer puts on its errors. */
interface SmtpFailure {
  readonly message: string;
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

/** Errors of ours, whatever number they carry: a wrong SMTP password must not fail every mail for good. */
const OURS = ['EAUTH', 'ETLS', 'EDNS', 'ECONFIG', 'EOAUTH2'];

/** Reads an SMTP error: 5xx about this message is final, 4xx, broken connections and our own mistakes are tried again. */
export function deliveryOf({ message, code, responseCode }: SmtpFailure): Exclude<Delivery, { kind: 'accepted' }> {
  const reason = message.slice(0, 500);
  const isFinal = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
  return isFinal && !OURS.includes(String(code)) ? { kind: 'rejected', reason } : { kind: 'deferred', reason };
}
