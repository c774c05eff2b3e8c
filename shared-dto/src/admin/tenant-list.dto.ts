import * as z from 'zod';
import { Money } from '../billing/plan.dto.js';
import { Instant, KeysetQuery } from '../platform/page.dto.js';
import { PLAN_CODES, SUBSCRIPTION_STATUSES } from '../values/plan-codes.js';
import { TENANT_STATUSES } from '../values/statuses.js';
import { TENANT_COLUMNS, TENANT_SORTS, TENANT_STATES, TENANT_USAGE_LEVELS } from '../values/tenant-list.js';

export const AdminTenant = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    status: z.enum(TENANT_STATUSES),
    state: z.enum(TENANT_STATES).describe('Its standing and its subscription in one word'),
    subscriptionTier: z.enum(PLAN_CODES),
    subscriptionStatus: z.enum(SUBSCRIPTION_STATUSES),
    mrr: Money,
    usageCount: z.int(),
    usageLimit: z.int(),
    users: z.int(),
    agents: z.int(),
    conversations: z
      .int()
      .nullable()
      .describe('Counted conversations of the window that the list is sorted by; null when it is sorted by anything else'),
    ownerEmail: z.string().nullable(),
    billingEmail: z.string(),
    stripeCustomerId: z.string().nullable(),
    lastActiveAt: Instant.nullable().describe('When any of its people was last seen in the portal'),
    createdAt: Instant,
  })
  .meta({ id: 'AdminTenant' });
export type AdminTenant = z.infer<typeof AdminTenant>;

/** What to look for. Without a status, erased tenants are left out. */
const FILTER = {
  search: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('Part of the name, slug, billing e-mail, a member’s e-mail or the Stripe customer’s id; or the whole id'),
  status: z.enum(TENANT_STATUSES).optional(),
  state: z.enum(TENANT_STATES).optional(),
  tier: z.enum(PLAN_CODES).optional(),
  subscription: z.enum(SUBSCRIPTION_STATUSES).optional(),
  usage: z.enum(TENANT_USAGE_LEVELS).optional().describe('From 80 % of its limit on, or from 100 % on'),
  paying: z.enum(['yes', 'no']).optional().describe('Whether it is part of the MRR'),
  agents: z.enum(['some', 'none']).optional(),
  createdFrom: Instant.optional(),
  createdTo: Instant.optional().describe('Exclusive'),
  activeFrom: Instant.optional().describe('Last active then or later'),
  activeTo: Instant.optional().describe('Not active since; who never was is among them'),
};
export const TenantFilter = z.strictObject(FILTER).meta({ id: 'TenantFilter' });
export type TenantFilter = z.infer<typeof TenantFilter>;

const Sort = z.enum(TENANT_SORTS).default('-createdAt');

export const AdminTenantQuery = KeysetQuery.extend({ ...FILTER, sort: Sort });
export type AdminTenantQuery = z.infer<typeof AdminTenantQuery>;

/** `total` counts all that match, not only what is shown. */
export const AdminTenantList = z
  .object({ items: z.array(AdminTenant), next: z.string().nullable(), total: z.int(), asOf: Instant })
  .meta({ id: 'AdminTenantList' });
export type AdminTenantList = z.infer<typeof AdminTenantList>;

const Columns = z.array(z.enum(TENANT_COLUMNS)).min(1).max(TENANT_COLUMNS.length);

export const ExportTenants = z.strictObject({ filter: TenantFilter, sort: Sort, columns: Columns }).meta({ id: 'ExportTenants' });
export type ExportTenants = z.infer<typeof ExportTenants>;

/** How a list of tenants looks: what it is filtered and sorted by, and its columns. */
export const TenantViewSettings = z.strictObject({ filter: TenantFilter, sort: Sort, columns: Columns }).meta({ id: 'TenantViewSettings' });
export type TenantViewSettings = z.infer<typeof TenantViewSettings>;

const ViewName = z.string().trim().min(1).max(60);

/** A list of tenants that staff keep under a name. */
export const TenantView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    isShared: z.boolean(),
    isOwn: z.boolean(),
    isDefault: z.boolean().describe('Whether the list of whoever asks opens with it'),
    ownerName: z.string(),
    settings: TenantViewSettings,
    updatedAt: Instant,
  })
  .meta({ id: 'TenantView' });
export type TenantView = z.infer<typeof TenantView>;
export const TenantViewList = z.object({ items: z.array(TenantView) }).meta({ id: 'TenantViewList' });
export type TenantViewList = z.infer<typeof TenantViewList>;

export const SaveTenantView = z
  .strictObject({ name: ViewName, isShared: z.boolean(), settings: TenantViewSettings })
  .meta({ id: 'SaveTenantView' });
export type SaveTenantView = z.infer<typeof SaveTenantView>;
export const UpdateTenantView = SaveTenantView.partial().meta({ id: 'UpdateTenantView' });
export type UpdateTenantView = z.infer<typeof UpdateTenantView>;
export const ChooseDefaultView = z.strictObject({ viewId: z.uuid().nullable() }).meta({ id: 'ChooseDefaultView' });
export type ChooseDefaultView = z.infer<typeof ChooseDefaultView>;
