import { Webhook } from 'standardwebhooks';
import { newWebhookSecret, webhookHeaders } from './standard-webhook.js';

const message = (): { id: string; at: Date; body: string } => ({
  id: 'msg_1',
  at: new Date(),
  body: '{"type":"agent.created","text":"Zoë"}',
});

describe('a signed message', () => {
  it('is what the public package of Standard Webhooks takes for true, with either secret', () => {
    const [old, fresh] = [newWebhookSecret(), newWebhookSecret()];
    const sent = message();
    const headers = webhookHeaders(sent, [fresh, old]);
    for (const secret of [old, fresh]) expect(new Webhook(secret).verify(sent.body, headers)).toEqual(JSON.parse(sent.body));
    expect(() => new Webhook(newWebhookSecret()).verify(sent.body, headers)).toThrow('signature');
    expect(() => new Webhook(fresh).verify(`${sent.body} `, headers)).toThrow('signature');
    expect(() => new Webhook(fresh).verify(sent.body, { ...headers, 'webhook-id': 'msg_2' })).toThrow('signature');
  });

  it('agrees with the vector of the specification', () => {
    const at = new Date(1_614_265_330_000);
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const signed = webhookHeaders({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body: '{"test": 2432232314}' }, [secret]);
    expect(signed['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(signed['webhook-timestamp']).toBe('1614265330');
  });

  it('secrets are 32 bytes and never the same', () => {
    const secrets = new Set(Array.from({ length: 100 }, newWebhookSecret));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
  });
});
