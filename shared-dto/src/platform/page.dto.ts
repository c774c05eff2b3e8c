import * as z from 'zod';
import { isDayBound } from '../values/bounds.js';
import { LIMITS } from '../values/limits.js';

/** Offset paging. More than the maximum is an error, never a silent clamp. */
export const PageQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Keyset paging: `cursor` is the opaque `next` of the page before. */
export const KeysetQuery = z.strictObject({
  cursor: z.string().max(400).optional(),
  pageSize: z.coerce.number().int().min(1).max(LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault),
});
export type KeysetQuery = z.infer<typeof KeysetQuery>;

/** `{ items, total, page, pageSize }` of an item schema; the id names it in OpenAPI. */
export const pageOf = <T extends z.ZodType>(item: T, id: string) =>
  z.object({ items: z.array(item), total: z.int(), page: z.int(), pageSize: z.int() }).meta({ id });

/** `{ items, next }` of an item schema; `next` is null on the last page. */
export const keysetOf = <T extends z.ZodType>(item: T, id: string) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id });

/** Path parameter `:id`. */
export const IdParam = z.strictObject({ id: z.uuid() });
export type IdParam = z.infer<typeof IdParam>;

/** UTC instant, ISO 8601 with `Z`. */
export const Instant = z.iso.datetime();

/** A bound of a range: an instant, or a local day whose zone stands beside it. */
export const DayOrInstant = z.union([z.iso.date(), Instant]);

/** A range that has an end has room before it. A day and an instant are told apart by a zone, which nobody looks up here. */
export function checkBounds({ from, to }: { from?: string | undefined; to?: string | undefined }, context: z.RefinementCtx): void {
  if (from === undefined || to === undefined || isDayBound(from) !== isDayBound(to)) return;
  if (Date.parse(from) >= Date.parse(to)) context.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
}
