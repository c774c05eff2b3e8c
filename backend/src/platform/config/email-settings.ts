import { createPublicKey } from 'node:crypto';
import * as z from 'zod';
import { EMAIL_TRANSPORTS, type EmailTransportName } from '@orbisvoice/shared-dto/values';

const sender = z
  .string()
  .regex(/^[^<>\r\n]*<[^<>@\s]+@[A-Za-z0-9.-]+>$|^[^<>@\s]+@[A-Za-z0-9.-]+$/, 'hello@example.com or Name <hello@example.com>');
const httpUrl = z.url({ protocol: /^https?$/ });

function isPublicKey(text: string): boolean {
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType === 'ec';
  } catch {
    // not base64 of a key: the setting is refused with the message below
    return false;
  }
}

/** The environment variables of mail. */
export const emailVariables = {
  EMAIL_TRANSPORT: z.enum(EMAIL_TRANSPORTS).default('smtp'),
  EMAIL_FALLBACK_TRANSPORT: z.enum(EMAIL_TRANSPORTS).optional(),
  EMAIL_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  EMAIL_SENDGRID_API_KEY: z.string().optional(),
  EMAIL_SENDGRID_API_URL: httpUrl.default('https://api.sendgrid.com'),
  EMAIL_SENDGRID_WEBHOOK_PUBLIC_KEY: z
    .string()
    .refine(isPublicKey, 'the verification key as SendGrid shows it: base64, one line')
    .optional(),
  EMAIL_RESEND_API_KEY: z.string().optional(),
  EMAIL_RESEND_API_URL: httpUrl.default('https://api.resend.com'),
  EMAIL_RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+=*$/, 'the signing secret of the endpoint, whsec_…')
    .optional(),
  EMAIL_FROM: sender.default('OrbisVoice <hello@orbisvoice.example>'),
  EMAIL_FROM_OPTIONAL: sender.optional(),
  EMAIL_REPLY_TO: sender.optional(),
};

const NEEDS: Readonly<Record<EmailTransportName, keyof typeof emailVariables>> = {
  smtp: 'EMAIL_SMTP_URL',
  sendgrid: 'EMAIL_SENDGRID_API_KEY',
  resend: 'EMAIL_RESEND_API_KEY',
};

type Given = Readonly<Record<string, unknown>>;

function lackOf(given: Given, variable: 'EMAIL_TRANSPORT' | 'EMAIL_FALLBACK_TRANSPORT', transport: unknown): string[] {
  const name = EMAIL_TRANSPORTS.find((known) => known === transport);
  if (!name || given[NEEDS[name]] !== undefined) return [];
  return [`${NEEDS[name]}: is missing, and ${variable} is ${name}`];
}

/** What the chosen transports lack, one line each. */
export function missingEmailSettings(given: Given): string[] {
  const primary = given['EMAIL_TRANSPORT'] ?? 'smtp';
  const fallback = given['EMAIL_FALLBACK_TRANSPORT'];
  const lines = [...lackOf(given, 'EMAIL_TRANSPORT', primary), ...lackOf(given, 'EMAIL_FALLBACK_TRANSPORT', fallback)];
  return fallback === primary ? [...lines, 'EMAIL_FALLBACK_TRANSPORT: is the same as EMAIL_TRANSPORT'] : [...new Set(lines)];
}

/** The section of mail. */
export function emailSection(env: z.infer<z.ZodObject<typeof emailVariables>>) {
  return {
    transport: env.EMAIL_TRANSPORT,
    fallbackTransport: env.EMAIL_FALLBACK_TRANSPORT ?? null,
    smtpUrl: env.EMAIL_SMTP_URL,
    from: env.EMAIL_FROM,
    /** The sender of mail one can unsubscribe from: another address keeps its reputation apart from receipts and resets. */
    optionalFrom: env.EMAIL_FROM_OPTIONAL ?? env.EMAIL_FROM,
    replyTo: env.EMAIL_REPLY_TO,
    sendgrid: {
      apiKey: env.EMAIL_SENDGRID_API_KEY,
      apiUrl: env.EMAIL_SENDGRID_API_URL.replace(/\/$/, ''),
      webhookPublicKey: env.EMAIL_SENDGRID_WEBHOOK_PUBLIC_KEY,
    },
    resend: {
      apiKey: env.EMAIL_RESEND_API_KEY,
      apiUrl: env.EMAIL_RESEND_API_URL.replace(/\/$/, ''),
      webhookSecret: env.EMAIL_RESEND_WEBHOOK_SECRET,
    },
  };
}
