import * as z from 'zod';
import { complaintOfConsole } from './console-host.js';
import { filesSection, filesVariables, incompleteBucket } from './files-settings.js';
import { emailSection, emailVariables, missingEmailSettings } from './email-settings.js';
import { watchedServices } from './watched-services.js';

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const seconds = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const port = z.coerce.number().int().min(0).max(65_535);
const onOff = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true');
const secret = z
  .string()
  .min(32, 'at least 32 characters')
  .refine((value) => !/change.?me|example|placeholder/i.test(value), 'still a placeholder');

/** A header of a stranger's says whatever the stranger likes: who sets it must be known. */
const COUNTRY_NEEDS_PROXY = { path: ['COUNTRY_HEADER'], message: 'needs TRUST_PROXY: only a trusted proxy is believed' };

/** Every environment variable the API and the workers read. `docs/configuration.md` is its description for people. */
const Environment = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    ADMIN_URL: z.url({ protocol: /^https?$/ }).optional(),
    TRUST_PROXY: z.string().default(''),
    COUNTRY_HEADER: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/i, 'the name of a header')
      .optional(),
    APPS_DIR: z.string().optional(),
    DATABASE_APP_URL: postgresUrl,
    DATABASE_PLATFORM_URL: postgresUrl,
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
    AUTH_TOKEN_SECRET: secret,
    AUTH_ACCESS_TOKEN_SECONDS: seconds(600),
    AUTH_REFRESH_IDLE_SECONDS: seconds(14 * 86_400),
    AUTH_SESSION_MAX_SECONDS: seconds(90 * 86_400),
    IMPERSONATION_SECONDS: z.coerce.number().int().min(60).max(1_800).default(1_800),
    REFERRAL_REWARD: z.coerce.number().int().min(0).max(100_000_000).default(0),
    REFERRAL_REWARD_CURRENCY: z
      .string()
      .toLowerCase()
      .regex(/^[a-z]{3}$/, 'a currency of three letters')
      .default('usd'),
    GROSS_MARGIN: z.coerce.number().gt(0).max(1).default(1),
    DATA_SECRET: secret,
    AUDIT_HEADS_FILE: z.string().optional(),
    STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_/, 'a Stripe secret key begins sk_test_ or sk_live_'),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[^,]+(,whsec_[^,]+)?$/, 'one whsec_… secret, or two separated by a comma while rotating'),
    STRIPE_API_URL: z.url({ protocol: /^https?$/ }).optional(),
    STRIPE_WEBHOOK_SILENCE_SECONDS: seconds(86_400),
    BILLING_RECONCILIATION_HOUR: z.coerce.number().int().min(0).max(23).default(3),
    BILLING_YEARLY: onOff(true),
    BILLING_TRIAL_DAYS: z.coerce.number().int().min(0).max(730).default(0),
    BILLING_PROMOTION_CODES: onOff(false),
    BILLING_AUTOMATIC_TAX: onOff(false),
    ...emailVariables,
    ...filesVariables,
    SUPPORT_EMAIL: z.email().default('support@orbisvoice.example'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
    RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(100),
    METRICS_TOKEN: z.string().min(16).optional(),
    ALERT_WEBHOOK_PRIVATE: onOff(false),
    ALERT_WEBHOOK_CA_FILE: z.string().optional(),
    WEBHOOK_PRIVATE: onOff(false),
    WEBHOOK_CA_FILE: z.string().optional(),
    APP_VERSION: z.string().max(100).default('unreleased'),
    // a visit is looked for in 31 days of the past, and the database refuses to drop the last two months; two years and a month hold a year against the one before
    VISIT_RETENTION_MONTHS: z.coerce.number().int().min(3).max(240).default(25),
    SYSTEM_HISTORY_DAYS: z.coerce.number().int().min(1).max(90).default(8),
    WATCHED_SERVICES: watchedServices,
  })
  .refine(({ COUNTRY_HEADER, TRUST_PROXY }) => !COUNTRY_HEADER || TRUST_PROXY.trim() !== '', COUNTRY_NEEDS_PROXY)
  .superRefine((env, context) => {
    for (const [name, message] of incompleteBucket(env)) context.addIssue({ code: 'custom', path: [name], message });
  })
  .superRefine(({ ADMIN_URL, PUBLIC_URL }, context) => {
    const complaint = ADMIN_URL === undefined ? null : complaintOfConsole(ADMIN_URL, PUBLIC_URL);
    if (complaint) context.addIssue({ code: 'custom', path: ['ADMIN_URL'], message: complaint });
  });

/** The settings by concern. Durations in seconds. */
export type Settings = ReturnType<typeof sections>;

/**
 * Reads and checks the environment.
 * @throws Error that names every bad variable and why, one per line
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  const issues = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${reason(issue, given)}`) ?? [];
  const lines = [...issues, ...missingEmailSettings(given)];
  if (!parsed.success || lines.length > 0) {
    throw new Error(`The configuration is not usable:\n${lines.map((line) => `  ${line}\n`).join('')}See docs/configuration.md.`);
  }
  return sections(parsed.data);
}

function reason(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  return given[String(issue.path[0])] === undefined ? 'is missing' : issue.message;
}

function sections(env: z.infer<typeof Environment>) {
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  const adminUrl = env.ADMIN_URL === undefined ? null : new URL(env.ADMIN_URL).origin;
  return {
    http: {
      port: env.PORT,
      host: env.HOST,
      publicUrl,
      /** Origin of the console where it has a host of its own (decision 31). */
      adminUrl,
      /** Where the console's pages are, for links to them. */
      consoleUrl: adminUrl ?? `${publicUrl}/admin`,
      trustProxy: env.TRUST_PROXY.split(',')
        .map((hop) => hop.trim())
        .filter(Boolean),
      countryHeader: env.COUNTRY_HEADER?.toLowerCase(),
      appsDir: env.APPS_DIR,
    },
    database: { appUrl: env.DATABASE_APP_URL, platformUrl: env.DATABASE_PLATFORM_URL, poolSize: env.DATABASE_POOL_SIZE },
    redis: { url: env.REDIS_URL },
    auth: {
      tokenSecret: env.AUTH_TOKEN_SECRET,
      accessTokenSeconds: env.AUTH_ACCESS_TOKEN_SECONDS,
      refreshIdleSeconds: env.AUTH_REFRESH_IDLE_SECONDS,
      sessionMaxSeconds: env.AUTH_SESSION_MAX_SECONDS,
      impersonationSeconds: env.IMPERSONATION_SECONDS,
    },
    data: { secret: env.DATA_SECRET },
    audit: { headsFile: env.AUDIT_HEADS_FILE },
    stripe: {
      secretKey: env.STRIPE_SECRET_KEY,
      webhookSecrets: env.STRIPE_WEBHOOK_SECRET.split(','),
      webhookSilenceSeconds: env.STRIPE_WEBHOOK_SILENCE_SECONDS,
      apiUrl: env.STRIPE_API_URL,
    },
    billing: {
      isYearlySold: env.BILLING_YEARLY,
      trialDays: env.BILLING_TRIAL_DAYS,
      takesPromotionCodes: env.BILLING_PROMOTION_CODES,
      hasAutomaticTax: env.BILLING_AUTOMATIC_TAX,
      reconciliationHour: env.BILLING_RECONCILIATION_HOUR,
    },
    email: emailSection(env),
    files: filesSection(env),
    support: { email: env.SUPPORT_EMAIL },
    analytics: { grossMargin: env.GROSS_MARGIN },
    /** What is paid for a workspace that was recommended and stayed, in minor units. */
    referrals: { reward: env.REFERRAL_REWARD, currency: env.REFERRAL_REWARD_CURRENCY },
    visits: { retentionMonths: env.VISIT_RETENTION_MONTHS },
    log: { level: env.LOG_LEVEL, format: env.LOG_FORMAT },
    rateLimit: { perMinute: env.RATE_LIMIT_PER_MINUTE },
    metrics: { token: env.METRICS_TOKEN },
    alerts: { mayWebhookBePrivate: env.ALERT_WEBHOOK_PRIVATE, webhookCaFile: env.ALERT_WEBHOOK_CA_FILE },
    webhooks: { mayBePrivate: env.WEBHOOK_PRIVATE, caFile: env.WEBHOOK_CA_FILE },
    system: { version: env.APP_VERSION, historyDays: env.SYSTEM_HISTORY_DAYS, watchedServices: env.WATCHED_SERVICES },
  };
}
