import * as z from 'zod';
import { DisplayName } from '../auth/auth.dto.js';
import { Instant, PageQuery, pageOf } from '../platform/page.dto.js';
import { LIMITS } from '../values/limits.js';
import { VOICES } from '../values/voices.js';

/** A tool the agent may call: a name the model sees and what it does. */
export const AgentTool = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'lower-case letters, digits and underscores, starting with a letter'),
    description: z.string().trim().min(1).max(500),
  })
  .meta({ id: 'AgentTool' });
export type AgentTool = z.infer<typeof AgentTool>;

export const WidgetLook = z
  .strictObject({
    position: z.enum(['bottom-right', 'bottom-left']),
    colour: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour like #37CBEA'),
    isOpen: z.boolean().describe('Whether the widget starts open'),
  })
  .meta({ id: 'WidgetLook' });
export type WidgetLook = z.infer<typeof WidgetLook>;

/** A web origin: scheme, host and port, nothing after. Only http and https. */
export const Origin = z
  .string()
  .max(255)
  .regex(/^https?:\/\/(?:[a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+(?::\d{1,5})?$/, 'an origin like https://example.com');

const fields = {
  name: DisplayName,
  systemPrompt: z.string().trim().min(1).max(LIMITS.systemPromptMax),
  voiceId: z.enum(VOICES),
  greeting: z.string().trim().max(LIMITS.greetingMax),
  tools: z.array(AgentTool).max(LIMITS.toolsPerAgentMax),
  isActive: z.boolean(),
  allowedOrigins: z.array(Origin).max(LIMITS.allowedOriginsMax),
  widget: WidgetLook,
};

export const CreateAgent = z
  .strictObject({
    ...fields,
    voiceId: fields.voiceId.default('aoede'),
    greeting: fields.greeting.default(''),
    tools: fields.tools.default([]),
    isActive: fields.isActive.default(true),
    allowedOrigins: fields.allowedOrigins.default([]),
    widget: fields.widget.default({ position: 'bottom-right', colour: '#0B1B3B', isOpen: false }),
  })
  .meta({ id: 'CreateAgent' });
export type CreateAgent = z.infer<typeof CreateAgent>;

export const UpdateAgent = z
  .strictObject(fields)
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'nothing to change')
  .meta({ id: 'UpdateAgent' });
export type UpdateAgent = z.infer<typeof UpdateAgent>;

export const Agent = z
  .object({ id: z.uuid(), ...fields, publicKey: z.string(), conversationCount: z.int(), createdAt: Instant, updatedAt: Instant })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof Agent>;
export const AgentPage = pageOf(Agent, 'AgentPage');
export type AgentPage = z.infer<typeof AgentPage>;

export const AgentQuery = PageQuery.extend({
  search: z.string().trim().max(100).optional(),
  isActive: z.stringbool().optional(),
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt']).default('-createdAt'),
});
export type AgentQuery = z.infer<typeof AgentQuery>;

export const EmbedCode = z
  .object({ html: z.string().describe('The tag to paste before </body>'), publicKey: z.string(), scriptUrl: z.string() })
  .meta({ id: 'EmbedCode' });
export type EmbedCode = z.infer<typeof EmbedCode>;
