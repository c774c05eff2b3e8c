import { resendEventOf } from './resend.events.js';
import { sendGridEventOf } from './sendgrid.events.js';

const ID = '0190b1f0-0000-7000-8000-000000000000';

describe('SendGrid', () => {
  const event = (over: object) =>
    sendGridEventOf({ sg_event_id: 'e1', sg_message_id: 'abc.recvd-1.0', timestamp: 1_800_000_000, orbis_message: ID, ...over });

  it('is read with our mark and its id', () =>
    expect(event({ event: 'delivered', response: '250 OK' })).toEqual({
      provider: 'sendgrid',
      eventId: 'e1',
      fate: 'delivered',
      detail: '250 OK',
      at: new Date(1_800_000_000_000),
      messageId: ID,
      providerMessageId: 'abc',
    }));

  it.each([
    [{ event: 'bounce', type: 'bounce', bounce_classification: 'Invalid Address', status: '5.1.1' }, 'bounced'],
    [
      { event: 'bounce', type: 'bounce', bounce_classification: 'Mailbox Unavailable', status: '5.2.2', reason: 'over quota' },
      'soft_bounced',
    ],
    [{ event: 'bounce', type: 'bounce', bounce_classification: 'Reputation', reason: '550 5.7.1 blocked' }, 'soft_bounced'],
    [{ event: 'bounce', type: 'bounce', bounce_classification: 'Technical', reason: '550 5.1.1 user unknown' }, 'bounced'],
    [{ event: 'bounce', type: 'bounce', reason: '550 no' }, 'bounced'],
    [{ event: 'bounce', type: 'bounce', status: '5.2.2' }, 'soft_bounced'],
    [{ event: 'bounce', type: 'blocked', reason: '550 unsolicited mail' }, 'soft_bounced'],
    [{ event: 'dropped', reason: 'Bounced Address' }, 'bounced'],
    [{ event: 'dropped', reason: 'Invalid' }, 'bounced'],
    [{ event: 'dropped', reason: 'Invalid SMTPAPI header' }, 'failed'],
    [{ event: 'dropped', reason: 'Spam Reporting Address' }, 'complained'],
    [{ event: 'dropped', reason: 'Recipient List over Package Quota' }, 'failed'],
    [{ event: 'spamreport' }, 'complained'],
    [{ event: 'deferred', response: '451' }, 'deferred'],
  ])('%j is %s', (over, fate) => expect(event(over)).toMatchObject({ fate }));

  it('passes over what is not about delivery, and what it cannot read', () => {
    for (const name of ['open', 'click', 'processed', 'unsubscribe', 'something_new']) expect(event({ event: name })).toBeNull();
    for (const given of [null, 'x', {}, { event: 'delivered' }, { event: 'delivered', sg_event_id: 7, timestamp: 1 }]) {
      expect(sendGridEventOf(given)).toBeUndefined();
    }
  });

  it('lets nothing through that a database would refuse', () => {
    expect(event({ event: 'bounce', reason: '550 a\u0000b\r\nc' })).toMatchObject({ detail: '550 a b c' });
    for (const over of [{ sg_event_id: 'a\u0000' }, { sg_message_id: '\n' }, { timestamp: 1e300 }, { timestamp: -1 }]) {
      expect(event({ event: 'delivered', ...over })).toBeUndefined();
    }
  });

  it('does without a mark that is none of ours', () =>
    expect(event({ event: 'delivered', orbis_message: 'x' })).toMatchObject({ messageId: null, providerMessageId: 'abc' }));
});

describe('Resend', () => {
  const event = (type: string, data: object = {}) =>
    resendEventOf('msg_1', {
      type,
      created_at: '2026-11-22T23:41:12.126Z',
      data: { email_id: 'r1', tags: { orbis_message: ID }, ...data },
    });

  it.each([
    ['email.delivered', {}, 'delivered'],
    ['email.delivery_delayed', {}, 'deferred'],
    ['email.failed', { failed: { reason: 'reached_daily_quota' } }, 'failed'],
    ['email.complained', {}, 'complained'],
    ['email.bounced', { bounce: { type: 'Permanent', subType: 'General', message: 'gone' } }, 'bounced'],
    ['email.bounced', { bounce: { type: 'Transient', subType: 'MailboxFull' } }, 'soft_bounced'],
    ['email.bounced', { bounce: { type: 'Undetermined' } }, 'soft_bounced'],
    ['email.bounced', {}, 'soft_bounced'],
  ])('%s %j is %s', (type, data, fate) =>
    expect(event(type, data)).toMatchObject({ provider: 'resend', eventId: 'msg_1', fate, messageId: ID, providerMessageId: 'r1' }),
  );

  it('lets nothing through that a database would refuse', () => {
    expect(event('email.bounced', { bounce: { type: 'Permanent', message: 'a\u0000b' } })).toMatchObject({ detail: 'Permanent a b' });
    expect(event('email.delivered', { email_id: 'a\u0000' })).toBeUndefined();
  });

  it('reads tags in both their shapes', () => {
    expect(event('email.delivered', { tags: [{ name: 'orbis_message', value: ID }] })).toMatchObject({ messageId: ID });
    expect(event('email.delivered', { tags: 7 })).toMatchObject({ messageId: null, providerMessageId: 'r1' });
  });

  it('passes over what is not about delivery, and what it cannot read', () => {
    for (const type of ['email.sent', 'email.opened', 'email.clicked', 'contact.created']) expect(event(type)).toBeNull();
    for (const given of [null, 'x', {}, { type: 'email.delivered', created_at: 'soon', data: {} }]) {
      expect(resendEventOf('msg_1', given)).toBeUndefined();
    }
  });
});
