import * as z from 'zod';
import { WidgetLook } from '../agents/agent.dto.js';
import { Instant } from '../platform/page.dto.js';
import { WIDGET_EVENT_KINDS } from '../values/analytics.js';
import { LIMITS } from '../values/limits.js';

const PublicKey = z.string().regex(/^pk_[A-Za-z0-9_-]{1,61}$/, 'a public key like pk_…');

/** Whose widget speaks. In the address and not in the body: the preflight of a browser carries no body. */
export const WidgetKeyQuery = z.strictObject({ agent: PublicKey.describe('Public key of the agent, as in its embed code') });
export type WidgetKeyQuery = z.infer<typeof WidgetKeyQuery>;

export const PublicKeyParam = z.strictObject({ publicKey: PublicKey });
export type PublicKeyParam = z.infer<typeof PublicKeyParam>;

export const WidgetEvent = z
  .strictObject({
    kind: z
      .enum(WIDGET_EVENT_KINDS)
      .describe(
        '`impression`: half of the launcher was on screen for a second; `open`: the widget was opened; `granted`: voice or text was chosen',
      ),
    visitId: z
      .string()
      .trim()
      .min(1)
      .max(LIMITS.sessionIdMax)
      .describe('A new id after 30 minutes of silence; the session id of the conversation that follows'),
    at: Instant.optional().describe('When it happened; believed for five minutes back, else the moment of arrival counts'),
    visitorId: z.string().trim().min(1).max(128).optional().describe('A pseudonymous id of the visitor; never a name or an address'),
  })
  .meta({ id: 'WidgetEvent' });
export type WidgetEvent = z.infer<typeof WidgetEvent>;

export const WidgetEvents = z
  .strictObject({ events: z.array(WidgetEvent).min(1).max(LIMITS.widgetEventsPerRequestMax) })
  .meta({ id: 'WidgetEvents' });
export type WidgetEvents = z.infer<typeof WidgetEvents>;

/** What a page needs to show the launcher. */
export const WidgetAgent = z
  .object({
    name: z.string(),
    greeting: z.string(),
    widget: WidgetLook,
    isActive: z.boolean().describe('Whether a conversation can begin; a launcher that leads nowhere stays hidden'),
  })
  .meta({ id: 'WidgetAgent' });
export type WidgetAgent = z.infer<typeof WidgetAgent>;
