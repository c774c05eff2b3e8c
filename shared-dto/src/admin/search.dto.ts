import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { SEARCH_KINDS } from '../values/search-kinds.js';

/** An id of anything, or at least two characters of a name, an e-mail address or an action. */
export const AdminSearchQuery = z.strictObject({ q: z.string().trim().min(2).max(100) });
export type AdminSearchQuery = z.infer<typeof AdminSearchQuery>;

export const AdminSearchHit = z.object({
  id: z.string(),
  title: z.string().describe('Name of a tenant or a user, recipient of a mail, type of an event, action of an entry'),
  detail: z.string().describe('What tells it from its like'),
  tenantId: z.uuid().nullable(),
  tenantName: z.string().nullable(),
  at: Instant.nullable().describe('When a mail, an event or an entry was'),
  isExact: z.boolean().describe('Whether what was typed is its id, address or whole name'),
});
export type AdminSearchHit = z.infer<typeof AdminSearchHit>;

/** The best few of each kind; kinds with an exact hit first, and those in front within their kind. */
export const AdminSearch = z
  .object({
    groups: z.array(z.object({ kind: z.enum(SEARCH_KINDS), hits: z.array(AdminSearchHit), hasMore: z.boolean() })),
  })
  .meta({ id: 'AdminSearch' });
export type AdminSearch = z.infer<typeof AdminSearch>;
