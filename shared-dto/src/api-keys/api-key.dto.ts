import * as z from 'zod';
import { DisplayName } from '../auth/auth.dto.js';
import { Instant, pageOf } from '../platform/page.dto.js';
import { API_KEY_SCOPES } from '../values/permissions.js';

export const ApiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe('First characters of the key, safe to show'),
    scopes: z.array(z.enum(API_KEY_SCOPES)),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyPage = pageOf(ApiKey, 'ApiKeyPage');
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;

export const CreateApiKey = z
  .strictObject({
    name: DisplayName,
    scopes: z.array(z.enum(API_KEY_SCOPES)).min(1).max(API_KEY_SCOPES.length),
    expiresAt: Instant.optional(),
  })
  .meta({ id: 'CreateApiKey' });
export type CreateApiKey = z.infer<typeof CreateApiKey>;

/** `secret` is shown once, here, and never again. */
export const IssuedApiKey = ApiKey.extend({ secret: z.string() }).meta({ id: 'IssuedApiKey' });
export type IssuedApiKey = z.infer<typeof IssuedApiKey>;
