import {
  type Agent,
  type Conversation,
  type CreateAgent,
  type CreateApiKey,
  type Invitation,
  type InviteMember,
  type IssuedApiKey,
  type StartConversation,
} from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { type TestApp } from '../harness/app.js';

/** Bodies as a caller writes them: what has a default may be left out. */
type Over<T> = { readonly [K in keyof T]?: T[K] };

async function created<T>(app: TestApp, path: string, { token, body }: { token: string; body: unknown }): Promise<T> {
  const answer = await app.request<T>('POST', path, { token, body });
  if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** An agent, made by the API. */
export const createAgent = (app: TestApp, token: string, over: Over<CreateAgent> = {}): Promise<Agent> =>
  created(app, '/agents', { token, body: { name: 'Front desk', systemPrompt: 'You answer the phone of a bakery.', ...over } });

/** A key with the scopes an integrator needs. */
export const createApiKey = (app: TestApp, token: string, over: Over<CreateApiKey> = {}): Promise<IssuedApiKey> =>
  created(app, '/api-keys', { token, body: { name: 'Integration', scopes: ['conversations.read', 'conversations.write'], ...over } });

/** An open invitation. */
export const inviteMember = (app: TestApp, token: string, over: Over<InviteMember> = {}): Promise<Invitation> =>
  created(app, '/team/invitations', { token, body: { email: `invited-${newId()}@test.example`, role: 'member', ...over } });

/** An open conversation of a session of its own. */
export const startConversation = (
  app: TestApp,
  token: string,
  over: Over<StartConversation> & Pick<StartConversation, 'agentId'>,
): Promise<Conversation> => created(app, '/conversations', { token, body: { sessionId: `session-${newId()}`, channel: 'api', ...over } });

/** Something said and a tool called, so that the conversation counts and has everything a conversation can have. */
export async function converse(app: TestApp, token: string, { id, text }: { id: string; text: string }): Promise<void> {
  const turns = [
    { speaker: 'visitor', text },
    { speaker: 'agent', text: 'From eight to six.', latencyMs: 420 },
  ];
  await created(app, `/conversations/${id}/turns`, { token, body: { turns } });
  await created(app, `/conversations/${id}/tool-executions`, {
    token,
    // an id like any of the tenant's: the suites that look for a neighbour's find it, too
    body: { name: 'opening_hours', status: 'succeeded', durationMs: 12, callId: newId() },
  });
}
