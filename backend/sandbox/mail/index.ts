export type { InboxMessage } from './message.js';
export { startMailInbox, type MailInbox, type MailInboxOptions } from './mail-inbox.js';
