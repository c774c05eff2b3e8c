import { WEBHOOK_KEPT_DAYS, WEBHOOK_TIMEOUT_SECONDS, type WebhookTryError } from '@orbisvoice/shared-dto/values';
import { plural } from '@orbisvoice/shared-ui/format';

/** Why a try came to nothing, in short and with what helps. `status` is said with the answer's own figure. */
export const TRY_ERRORS: Readonly<Record<WebhookTryError, { short: string; text: string }>> = {
  status: { short: 'Refused', text: 'Only an answer from 200 to 299 counts as received; a redirect does not.' },
  timed_out: {
    short: `No answer in ${WEBHOOK_TIMEOUT_SECONDS} seconds`,
    text: `Answer within ${WEBHOOK_TIMEOUT_SECONDS} seconds: keep the message, say 204, and work on it afterwards.`,
  },
  name_not_found: { short: 'Name not found', text: 'Nobody knows the name in the address. Check it, and its DNS records.' },
  no_connection: {
    short: 'No connection',
    text: 'Nothing accepted the connection, or it was cut. Check that the server runs and lets us in.',
  },
  certificate: {
    short: 'Certificate not trusted',
    text: 'It has expired, is of another name, or its chain is not complete. Test it with a TLS checker.',
  },
  not_public: {
    short: 'Not a public address',
    text: 'The name leads into a private network. We only call addresses of the public internet.',
  },
};

/** What an endpoint's page says about its deliveries. */
export const L = {
  facts: 'Endpoint',
  factLabels: {
    url: 'Address',
    events: 'Events',
    created: 'Created',
    health: 'Last 24 hours',
    last: 'Last delivery',
    secret: 'Signing secret',
  },
  secretKept: 'Hidden. It was shown when it was made; rotate it to get another.',
  secretOverlap: (until: string) => `Until ${until} messages are signed with the secret before as well.`,
  deliveries: 'Deliveries',
  kept: `What was sent in the last ${WEBHOOK_KEPT_DAYS} days, newest first.`,
  filters: { status: 'Status', event: 'Event', all: 'All' },
  columns: { event: 'Event', status: 'Status', tries: 'Tries', when: 'When', actions: 'Actions' },
  test: 'Test',
  answered: (status: number) => `Answered ${status}`,
  firstTry: 'First try is under way',
  waitsForSwitch: 'Waits until the endpoint is on',
  nextTry: (when: string) => `next try ${when}`,
  nextTrySoon: 'next try in less than a minute',
  nextTryNow: 'next try now',
  again: (event: string) => `Send again: ${event}`,
  againShort: 'Send again',
  now: (event: string) => `Send now: ${event}`,
  nowShort: 'Send now',
  sentAgain: (event: string) => `${event} is on its way again.`,
  replay: 'Send again what failed…',
  empty: 'Nothing was sent yet',
  emptyText: 'Send a test, or wait for one of its events to happen.',
  emptyFiltered: 'No delivery matches these filters',
  emptyFilteredText: 'Choose another status or event.',
} as const;

/** Sending a made-up event. */
export const T = {
  heading: 'Test it',
  text: 'A made-up event, signed like a real one and tried once. Its ids lead nowhere.',
  event: 'Event',
  send: 'Send test',
  sending: 'On its way…',
  slow: 'It takes longer than usual. You need not wait: what becomes of it stands among the deliveries.',
  took: (status: number, time: string) => `Answered ${status} in ${time}.`,
  failed: 'It did not arrive.',
  succeeded: 'It arrived.',
  answer: 'What it answered',
  details: 'Open this delivery',
} as const;

/** Sending again what failed. */
export const R = {
  heading: 'Send again what failed',
  text: 'Every delivery that was given up, of events since then, starts over with the id it had. Tests are left out.',
  since: 'Events since',
  spans: {
    '1': 'An hour ago',
    '24': '24 hours ago',
    '72': '3 days ago',
    '168': '7 days ago',
    day: 'A day of my choice',
    '720': 'As long as they are kept',
  },
  day: 'First day',
  dayHint: (zone: string) => `From its beginning in ${zone}.`,
  send: 'Send again',
  done: (count: number) =>
    count === 0 ? 'Nothing has failed since then.' : `${plural(count, 'message is', 'messages are')} on the way again.`,
} as const;

/** One delivery. */
export const P = {
  heading: 'Delivery',
  back: 'The endpoint',
  backAll: 'All webhooks',
  facts: 'Facts',
  labels: {
    event: 'Event',
    url: 'Address today',
    occurred: 'Happened',
    created: 'Noted for sending',
    tries: 'Tries',
    next: 'Next try',
    last: 'Last try',
    message: 'Message id',
  },
  isTest: 'This is a test: a made-up event, tried once.',
  tries: 'Tries',
  noTries: 'Nothing has been tried yet.',
  older: (shown: number) => `The latest ${shown} are shown.`,
  number: (number: number) => `Try ${number}`,
  took: (time: string) => `took ${time}`,
  delivered: 'Delivered',
  answer: 'Answer',
  emptyAnswer: 'The answer had no body.',
  body: 'Body',
  bodyText: 'Indented to read. What was signed and sent has no spaces: check the signature on the raw bytes you get.',
  bodyLabel: 'Body of the message',
  headers: 'Headers',
  stale: (why: string) => `${why} What you see may be older.`,
} as const;

/** The headers of Standard Webhooks, and what to do with them. */
export const HEADERS = [
  { name: 'webhook-id', text: 'Of the fact. Every try and every “send again” has the same: keep it, and ignore what you have seen.' },
  { name: 'webhook-timestamp', text: 'When this try was made, in seconds. Refuse what is older than five minutes.' },
  {
    name: 'webhook-signature',
    text: 'v1 and a base64 HMAC-SHA256 of id.timestamp.body; two of them while a secret is being rotated.',
  },
] as const;
