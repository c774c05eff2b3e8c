import {
  WEBHOOK_DISABLED_AFTER_HOURS,
  WEBHOOK_KEPT_DAYS,
  WEBHOOK_SECRET_OVERLAP_HOURS,
  type WebhookDisabledReason,
} from '@orbisvoice/shared-dto/values';
import { plural } from '@orbisvoice/shared-ui/format';

const DAYS_TO_OFF = WEBHOOK_DISABLED_AFTER_HOURS / 24;

/** What the pages of webhook endpoints say. */
export const S = {
  heading: 'Webhooks',
  text: 'Your own systems hear of what happens in this workspace: each event as a signed request to an address of yours.',
  docs: 'API documentation',
  guide: 'Webhooks in the API documentation',
  docsPath: '/api/docs#/WebhookEndpoint',
  newEndpoint: 'New endpoint',
  count: (count: number, most: number) => `${count} of ${most} endpoints`,
  full: (most: number) => `A workspace has up to ${most} endpoints. Delete one to make room for another.`,
  columns: { endpoint: 'Endpoint', state: 'State', events: 'Events', health: 'Last 24 hours', last: 'Last delivery', actions: 'Actions' },
  empty: {
    heading: 'No webhooks yet',
    text: 'Instead of asking the API again and again, let it call you.',
    points: [
      {
        term: 'What you get',
        text: 'One POST with JSON for each event you choose: a conversation that ended, usage at 80 %, an invoice paid.',
      },
      {
        term: 'How you know it is us',
        text: 'Every request is signed as Standard Webhooks says; libraries for all common languages check it.',
      },
      {
        term: 'What if you are down',
        text: `We try again for three days, and whatever failed can be sent again for ${WEBHOOK_KEPT_DAYS} days.`,
      },
    ],
  },
  switchLabel: (name: string) => `Send to ${name}`,
  switchedOn: (name: string) => `${name} is switched on. What still waited for it goes out now.`,
  switchedOff: (name: string) => `${name} is switched off. What happens from now on is not told to it.`,
  changed: (name: string) => `${name} is changed.`,
  allEvents: 'All events',
  someEvents: (count: number) => plural(count, 'event', 'events'),
  more: (count: number) => `and ${count} more`,
  health: {
    none: 'Nothing to deliver',
    succeeded: (count: number) => `${count} delivered`,
    failed: (count: number) => `${count} failed`,
    pending: (count: number) => `${count} waiting`,
  },
  never: 'None yet',
  actions: {
    edit: (name: string) => `Change ${name}`,
    rotate: (name: string) => `Rotate secret of ${name}`,
    remove: (name: string) => `Delete ${name}`,
    editShort: 'Change',
    rotateShort: 'Rotate secret',
    removeShort: 'Delete',
  },
  rotate: {
    heading: 'Rotate the signing secret?',
    text: 'You get a new secret, shown once.',
    consequences: [
      `For ${WEBHOOK_SECRET_OVERLAP_HOURS} hours every message is signed with both, so that nothing is refused while you put the new one in place.`,
      'After that the old one is worth nothing.',
    ],
    confirm: 'Rotate secret',
  },
  remove: {
    heading: (name: string) => `Delete ${name}?`,
    text: 'Nothing is sent to it any more. This cannot be undone.',
    consequences: ['What waits for it is never sent.', 'Its deliveries and their tries are deleted too.'],
    confirm: 'Delete endpoint',
    done: (name: string) => `${name} is deleted.`,
  },
  stale: (why: string) => `${why} What you see may be older.`,
  retryRead: 'Try again',
} as const;

export const STATE_WORDS = {
  on: 'On',
  off: 'Off',
  failing: 'Failing',
  since: (date: string) => `since ${date}`,
  failingText: (date: string) =>
    `No try has come through since ${date}. If that goes on for ${DAYS_TO_OFF} days, it is switched off; owners are told before.`,
  switchOn: 'Switch on',
} as const;

const MEANWHILE = 'What happens while it is off is not told to it; what waited before goes out when it is switched on.';

/** Why nothing is sent: for a list, and with what helps. */
export const DISABLED_WORDS: Readonly<Record<WebhookDisabledReason, { short: string; text: string }>> = {
  by_hand: {
    short: 'by hand',
    text: `Somebody of your workspace switched it off. ${MEANWHILE} Tests are sent all the same.`,
  },
  gone: {
    short: 'it answered 410',
    text: `It answered 410 Gone: there is nobody there any more. Check the address before you switch it on again. ${MEANWHILE}`,
  },
  failing: {
    short: `failed for ${DAYS_TO_OFF} days`,
    text: `No try came through for ${DAYS_TO_OFF} days. Mend the receiver, send a test, then switch it on. ${MEANWHILE}`,
  },
};

/** The dialog of an endpoint. */
export const D = {
  newHeading: 'New endpoint',
  editHeading: 'Change endpoint',
  url: 'Address',
  urlHint: 'https, reachable from the public internet. Redirects are not followed.',
  urlPattern: 'Enter an address that begins with https://.',
  description: 'Description',
  descriptionHint: 'What it is for, for instance “CRM”.',
  descriptionMax: 200,
  events: 'Events',
  eventsHint: 'Events that are added to the product later are not among them by themselves.',
  all: (count: number) => `All ${count} events`,
  allOf: 'All of ',
  noEvents: 'Choose at least one event.',
  create: 'Create endpoint',
  save: 'Save',
} as const;

/** The one time a secret is on screen. */
export const SECRET = {
  heading: 'Copy your signing secret now',
  text: 'It is shown this once. If it is lost, rotate it and you get another.',
  overlap: (until: string) => `Until ${until} messages are signed with the secret before as well.`,
  label: 'Signing secret',
  what: 'signing secret',
  check: 'Check every message',
  checkText:
    'With the standardwebhooks package, on the raw body, before anything parses it. It throws for what is not from us or older than five minutes.',
  snippetWhat: 'example',
  snippet: `import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const event = webhook.verify(rawBody, request.headers);
if (event.type === 'conversation.ended') …`,
  headers: 'It reads three headers:',
  done: 'I have stored it',
} as const;
