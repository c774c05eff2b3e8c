import { type InboxMessage } from '../../sandbox/mail/index.js';
import { type TestAnswer, type TestApp } from '../harness/app.js';
import { headerOf } from './mails.js';

export const PUBLIC_URL = 'https://orbis.example';
export const ONE_CLICK = 'List-Unsubscribe=One-Click';
const FORM = 'application/x-www-form-urlencoded';

/** The token of a delivered mail's header. */
export function tokenOf(mail: InboxMessage | undefined): string {
  const header = mail && headerOf(mail, 'List-Unsubscribe');
  const [, token] = /^<https:\/\/orbis\.example\/api\/email\/unsubscribe\/([A-Za-z0-9_-]+)>$/.exec(header ?? '') ?? [];
  if (!token) throw new Error(`no link in List-Unsubscribe: ${header}`);
  return token;
}

/** What a mail program sends when its reader presses the button. */
export const press = (app: TestApp, token: string, body = ONE_CLICK, type = FORM): Promise<TestAnswer<string>> =>
  app.request('POST', `/email/unsubscribe/${token}`, { body, headers: { 'content-type': type } });

/** What a browser gets, or sends when a form says `fields`. */
export function browse(app: TestApp, path: string, fields?: Readonly<Record<string, string>>): Promise<TestAnswer<string>> {
  const headers = { accept: 'text/html,application/xhtml+xml', ...(fields && { 'content-type': FORM }) };
  return app.request(fields ? 'POST' : 'GET', `/email/unsubscribe/${path}`, {
    headers,
    ...(fields && { body: new URLSearchParams(fields).toString() }),
  });
}

/** What is kept of a tenant's choices. */
export async function keptOf(app: TestApp, tenantId: string) {
  const rows = async <T>(text: string): Promise<T[]> => (await app.owner.query({ text, values: [tenantId] })).rows as T[];
  return {
    choices: await rows<{ category: string; is_enabled: boolean; source: string }>(
      'select category, is_enabled, source from email_preferences where tenant_id = $1 order by category',
    ),
    audit: await rows<{ actor_kind: string; target_id: string; changes: Record<string, unknown> }>(
      `select actor_kind, target_id, changes from audit_entries where tenant_id = $1 and action = 'email.preferences_changed' order by id`,
    ),
    events: await rows<{ message_id: string; detail: string }>(
      `select message_id, detail from email_events where tenant_id = $1 and kind = 'unsubscribed' order by id`,
    ),
  };
}
