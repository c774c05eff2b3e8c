import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { IMPERSONATION_MODES } from '../values/statuses.js';
import { Session } from './auth.dto.js';

/** Staff ask to see a workspace as one of its people. The owners are told, with the reason. */
export const StartImpersonation = z
  .strictObject({
    userId: z.uuid(),
    reason: z.string().trim().min(10).max(500),
    mode: z.enum(IMPERSONATION_MODES).default('read').describe('`read` refuses every change'),
  })
  .meta({ id: 'StartImpersonation' });
export type StartImpersonation = z.infer<typeof StartImpersonation>;

/** Where to go on. The code stands behind the `#`, so that no server ever sees it in an address. */
export const ImpersonationTicket = z
  .object({
    id: z.uuid(),
    url: z.string().describe('A page of the portal; works once, in the next minute'),
    codeExpiresAt: Instant,
    expiresAt: Instant.describe('When the impersonation ends at the latest'),
  })
  .meta({ id: 'ImpersonationTicket' });
export type ImpersonationTicket = z.infer<typeof ImpersonationTicket>;

export const OpenImpersonation = z.strictObject({ code: z.string().min(20).max(200) }).meta({ id: 'OpenImpersonation' });
export type OpenImpersonation = z.infer<typeof OpenImpersonation>;

/** A session as somebody else: it has no refresh token, so it ends by itself. `me` names what this mode leaves open. */
export const ImpersonatedSession = Session.extend({
  impersonation: z.object({ id: z.uuid(), mode: z.enum(IMPERSONATION_MODES), staffName: z.string(), reason: z.string() }),
}).meta({ id: 'ImpersonatedSession' });
export type ImpersonatedSession = z.infer<typeof ImpersonatedSession>;
