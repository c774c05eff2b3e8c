import * as z from 'zod';
import { Instant, KeysetQuery, keysetOf } from '../platform/page.dto.js';
import { STAFF_CHANGE_STATUSES } from '../values/statuses.js';
import { StaffReason } from './standing.dto.js';

/** Makes somebody staff, or staff no more: a proposal, until a second staff member confirms it. */
export const ProposeStaff = z.strictObject({ isAdmin: z.boolean(), reason: StaffReason }).meta({ id: 'ProposeStaff' });
export type ProposeStaff = z.infer<typeof ProposeStaff>;

export const WithdrawStaffChange = z.strictObject({ reason: StaffReason }).meta({ id: 'WithdrawStaffChange' });
export type WithdrawStaffChange = z.infer<typeof WithdrawStaffChange>;

/** Why the reader cannot confirm: it is about them, they proposed it, it is closed. */
const CONFIRM_REFUSALS = ['own', 'proposer', 'closed'] as const;

export const StaffChange = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    userName: z.string(),
    userEmail: z.string(),
    tenantId: z.uuid(),
    tenantName: z.string(),
    isAdmin: z.boolean().describe('What the person is to become: staff, or staff no more'),
    reason: z.string(),
    status: z.enum(STAFF_CHANGE_STATUSES),
    proposedById: z.uuid().nullable().describe('null for the command line, and once that person is gone'),
    proposedByName: z.string(),
    proposedAt: Instant,
    expiresAt: Instant,
    decidedById: z.uuid().nullable(),
    decidedByName: z.string().nullable(),
    decidedAt: Instant.nullable(),
    note: z.string().nullable().describe('Why it was withdrawn'),
    confirmRefusal: z.enum(CONFIRM_REFUSALS).nullable().describe('Why the reader cannot confirm it; null when they can'),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'StaffChange', description: 'A proposal to make somebody staff, or staff no more' });
export type StaffChange = z.infer<typeof StaffChange>;
export const StaffChangeList = keysetOf(StaffChange, 'StaffChangeList');
export type StaffChangeList = z.infer<typeof StaffChangeList>;

export const StaffChangeQuery = KeysetQuery.extend({ status: z.enum(STAFF_CHANGE_STATUSES).optional() });
export type StaffChangeQuery = z.infer<typeof StaffChangeQuery>;
