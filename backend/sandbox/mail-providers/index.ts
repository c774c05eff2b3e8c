export type { AcceptedMail } from './accepted-mails.js';
export type { ProviderEventKind, SignedWebhook } from './events.js';
export type { ProviderFault, ProviderName } from './faults.js';
export { startMailProviders, type MailProviders } from './server.js';
