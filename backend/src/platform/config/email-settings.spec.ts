import { generateKeyPairSync } from 'node:crypto';
import { readSettings } from './settings.js';

const BASE = {
  DATABASE_APP_URL: 'postgres://app@db/orbis',
  DATABASE_PLATFORM_URL: 'postgres://platform@db/orbis',
  AUTH_TOKEN_SECRET: 'a token secret that is long enough for it',
  DATA_SECRET: 'a data secret that is long enough for it',
  STRIPE_SECRET_KEY: 'sk_test_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
};
const read = (given: Record<string, string>) => readSettings({ ...BASE, ...given }).email;

it.each([
  [{}, 'EMAIL_SMTP_URL: is missing, and EMAIL_TRANSPORT is smtp'],
  [{ EMAIL_TRANSPORT: 'sendgrid' }, 'EMAIL_SENDGRID_API_KEY: is missing, and EMAIL_TRANSPORT is sendgrid'],
  [{ EMAIL_TRANSPORT: 'resend' }, 'EMAIL_RESEND_API_KEY: is missing, and EMAIL_TRANSPORT is resend'],
  [
    { EMAIL_SMTP_URL: 'smtp://mail', EMAIL_FALLBACK_TRANSPORT: 'resend' },
    'EMAIL_RESEND_API_KEY: is missing, and EMAIL_FALLBACK_TRANSPORT is resend',
  ],
  [{ EMAIL_SMTP_URL: 'smtp://mail', EMAIL_FALLBACK_TRANSPORT: 'smtp' }, 'EMAIL_FALLBACK_TRANSPORT: is the same as EMAIL_TRANSPORT'],
  [{ EMAIL_SMTP_URL: 'smtp://mail', EMAIL_FROM: 'nobody' }, 'EMAIL_FROM: hello@example.com or Name <hello@example.com>'],
  [{ EMAIL_SMTP_URL: 'smtp://mail', EMAIL_SENDGRID_WEBHOOK_PUBLIC_KEY: 'AAAA' }, 'EMAIL_SENDGRID_WEBHOOK_PUBLIC_KEY: the verification key'],
])('refuses %j', (given, line) => expect(() => read(given)).toThrow(line));

it('names what mail lacks beside everything else that is wrong', () => {
  const broken = () => readSettings({ ...BASE, PORT: 'x', EMAIL_TRANSPORT: 'sendgrid' });
  expect(broken).toThrow(/PORT: .+\n {2}EMAIL_SENDGRID_API_KEY: is missing/);
});

it('needs no SMTP server when mail leaves another way', () => {
  const email = read({ EMAIL_TRANSPORT: 'resend', EMAIL_RESEND_API_KEY: 're_x', EMAIL_RESEND_API_URL: 'http://127.0.0.1:1/' });
  expect(email).toMatchObject({ transport: 'resend', fallbackTransport: null, smtpUrl: undefined });
  expect(email.resend.apiUrl).toBe('http://127.0.0.1:1');
});

it('writes optional mail from the same address unless told otherwise', () => {
  const smtp = { EMAIL_SMTP_URL: 'smtp://mail', EMAIL_FROM: 'Orbis <a@mail.example>' };
  expect(read(smtp).optionalFrom).toBe('Orbis <a@mail.example>');
  expect(read({ ...smtp, EMAIL_FROM_OPTIONAL: 'n@news.example' }).optionalFrom).toBe('n@news.example');
});

it('takes a verification key as SendGrid shows it', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const email = read({ EMAIL_SMTP_URL: 'smtp://mail', EMAIL_SENDGRID_WEBHOOK_PUBLIC_KEY: key });
  expect(email.sendgrid.webhookPublicKey).toBe(key);
});
