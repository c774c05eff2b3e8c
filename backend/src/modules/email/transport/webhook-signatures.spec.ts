import { createHmac, randomBytes } from 'node:crypto';
import { isSignedByResend, isSignedBySendGrid } from './webhook-signatures.js';

describe('SendGrid', () => {
  // the example SendGrid publishes with its own libraries
  const publicKey =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==';
  const signature = 'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=';
  const timestamp = '1600112502';
  const event = {
    email: 'hello@world.com',
    event: 'dropped',
    reason: 'Bounced Address',
    sg_event_id: 'ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA',
    sg_message_id: 'LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0',
    'smtp-id': '<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>',
    timestamp: 1_600_112_492,
  };
  const body = Buffer.from(`${JSON.stringify([event])}\r\n`);
  const at = (seconds: number) => new Date((Number(timestamp) + seconds) * 1000);

  it('is believed', () => expect(isSignedBySendGrid(publicKey, { body, timestamp, signature }, at(0))).toBe(true));

  it.each([
    ['another body', { body: Buffer.from(JSON.stringify([event])) }],
    ['another time', { timestamp: '1600112503' }],
    ['no signature', { signature: '' }],
    ['rubbish', { signature: 'AAAA' }],
    ['a time that is none', { timestamp: '1600112502 ' }],
  ])('is not believed with %s', (_, over) =>
    expect(isSignedBySendGrid(publicKey, { body, timestamp, signature, ...over }, at(0))).toBe(false),
  );

  it('is believed for five minutes', () => {
    expect(isSignedBySendGrid(publicKey, { body, timestamp, signature }, at(299))).toBe(true);
    expect(isSignedBySendGrid(publicKey, { body, timestamp, signature }, at(301))).toBe(false);
    expect(isSignedBySendGrid(publicKey, { body, timestamp, signature }, at(-301))).toBe(false);
  });
});

describe('Resend', () => {
  // the example of Svix' documentation
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  const timestamp = '1614265330';
  const body = Buffer.from('{"test": 2432232314}');
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  const now = new Date(Number(timestamp) * 1000);
  const isSigned = (over: object = {}, at = now) => isSignedByResend(secret, { id, body, timestamp, signature, ...over }, at);

  it('is believed', () => expect(isSigned()).toBe(true));

  it('is believed by any of several signatures', () => {
    const old = createHmac('sha256', randomBytes(24)).update('x').digest('base64');
    expect(isSigned({ signature: `v1,${old} ${signature}` })).toBe(true);
    expect(isSigned({ signature: `v1,${old} v1a,${signature.slice(3)}` })).toBe(false);
  });

  it.each([
    ['another id', { id: 'msg_other' }],
    ['another body', { body: Buffer.from('{"test": 2432232315}') }],
    ['another time', { timestamp: '1614265331' }],
    ['no signature', { signature: '' }],
    ['half a signature', { signature: signature.slice(0, 20) }],
  ])('is not believed with %s', (_, over) => expect(isSigned(over)).toBe(false));

  it('is believed for five minutes', () => {
    expect(isSigned({}, new Date(now.getTime() + 299_000))).toBe(true);
    expect(isSigned({}, new Date(now.getTime() + 301_000))).toBe(false);
  });
});
