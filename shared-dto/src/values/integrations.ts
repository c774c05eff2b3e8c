/** What kind of thing an integration is; `service` is one that runs next to the platform and is only watched. */
export const INTEGRATION_KINDS = ['database', 'cache', 'payments', 'email', 'storage', 'webhooks', 'service'] as const;
export type IntegrationKind = (typeof INTEGRATION_KINDS)[number];

/** The integrations that the platform itself calls or is called by. A watched service must have another name. */
export const BUILT_IN_INTEGRATIONS = [
  'postgres',
  'redis',
  'stripe',
  'stripe-webhook',
  'smtp',
  'sendgrid',
  'sendgrid-webhook',
  'resend',
  'resend-webhook',
  'storage',
] as const;
export type BuiltInIntegration = (typeof BUILT_IN_INTEGRATIONS)[number];

/** What an integration may be called. */
export const INTEGRATION_NAME = /^[a-z][a-z0-9-]{1,39}$/;
