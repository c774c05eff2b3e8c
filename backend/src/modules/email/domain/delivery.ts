import type { EmailTransportName } from '@orbisvoice/shared-dto/values';

/** What a mail server or provider made of a message. */
export type Delivery = Accepted | Deferred | Rejected;

export interface Accepted {
  readonly kind: 'accepted';
  /** How the one who took it calls it; null when it took it before and does not say. */
  readonly providerId: string | null;
  readonly transport: EmailTransportName;
}

/** Nobody's fault or ours: the same message may pass later. */
export interface Deferred {
  readonly kind: 'deferred';
  readonly reason: string;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfter?: number;
  /** Who may have taken it without saying so: the next try must go there, for anybody else's copy would be a second mail. */
  readonly heldBy?: EmailTransportName;
  /** This try was refused in so many words or not made at all; what is open is an earlier one. */
  readonly wasAnswered?: boolean;
  /** Not about this message: nobody's would have passed. */
  readonly isOutage?: boolean;
}

/** Final: this message to this recipient will never pass. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly reason: string;
  readonly transport: EmailTransportName;
  /** There is no such mailbox: a hard bounce at the door. */
  readonly isMailboxGone: boolean;
}

/** What Nodemailer puts on its errors. */
interface SmtpFailure {
  readonly message: string;
  readonly code?: unknown;
  /** The system's own code, where Nodemailer has replaced it. */
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
}

/** The facts of whatever was thrown. */
export function smtpFailureOf(error: unknown): SmtpFailure {
  if (typeof error !== 'object' || error === null || !('message' in error)) return { message: String(error) };
  return { ...error, message: String(error.message) };
}

/** Errors of ours, whatever number they carry: a wrong SMTP password must not fail every mail for good. */
const OURS = ['EAUTH', 'ETLS', 'EDNS', 'ECONFIG', 'EOAUTH2'];
/** A server that wants a log-in or TLS first (RFC 4954, 3207) says so to whatever it is given. */
const LOG_IN_FIRST = 530;
/** Said in greeting, hello or reset: there was no message yet that it could be about. */
const NO_MESSAGE = 'EPROTOCOL';
/** No connection was ever there, so no message was handed over. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
const CONNECT_PHASE = /^(?:connection timeout|greeting never received)/i;

/** RFC 3463: bad mailbox, bad domain, moved, disabled. A mailbox that is full (5.2.2) is not gone. */
const GONE_STATUS = /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b/;
const GONE_WORDS =
  /(?:no such|unknown|non-?existent|invalid|disabled) (?:user|mailbox|recipient|address|account)|(?:user|mailbox|recipient|address|account)\b.{0,40}(?:unknown|not found|does(?: not|n't) exist|no longer|disabled)/i;
/** Refusals of us, our sender, our reputation or the content, whatever words they share with the above. */
const POLICY = /\b5\.(?:7\.\d+|1\.[78])\b|sender|^mail command failed|spam|block|policy|reputation|black ?list|denied/i;

/** Whether a server's final refusal says that the mailbox is not there. */
export const saysMailboxGone = (reply: string): boolean => !POLICY.test(reply) && (GONE_STATUS.test(reply) || GONE_WORDS.test(reply));

/** Reads an SMTP error: 5xx about this message is final, 4xx, broken connections and our own mistakes are tried again. */
export function deliveryOf({ message, code, originalCode, responseCode }: SmtpFailure): Deferred | Rejected {
  const reason = message.slice(0, 500);
  const isFinal = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
  const isNotItsFault = OURS.includes(String(code)) || code === NO_MESSAGE || responseCode === LOG_IN_FIRST;
  if (isFinal && !isNotItsFault) {
    return { kind: 'rejected', reason, transport: 'smtp', isMailboxGone: saysMailboxGone(reason) };
  }
  const isClean =
    typeof responseCode === 'number' ||
    OURS.includes(String(code)) ||
    NEVER_CONNECTED.includes(String(originalCode ?? code)) ||
    CONNECT_PHASE.test(message);
  // a connection that broke or fell silent may have broken after the message was handed over
  const isOutage = typeof responseCode !== 'number' || isNotItsFault;
  return { kind: 'deferred', reason, isOutage, ...(!isClean && { heldBy: 'smtp' }) };
}
