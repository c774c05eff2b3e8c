import * as z from 'zod';
import { ERROR_CODES } from '../values/error-codes.js';

/** One invalid field of a request: `path` is a dotted path into body, query or path parameters. */
export const FieldError = z
  .object({ path: z.string(), rule: z.string(), message: z.string() })
  .meta({ id: 'FieldError', description: 'One invalid field' });
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem details. Every error of the API has this shape; `code` is stable, `detail` is for people. */
export const Problem = z
  .object({
    type: z.string().describe('Where the code is documented'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.enum(ERROR_CODES).describe('Stable machine-readable code'),
    traceId: z.string().describe('Quote it to support; it is in the logs'),
    fields: z.array(FieldError).optional(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    details: z.record(z.string(), z.unknown()).optional().describe('More about it, as the code documents: what a caller needs to go on'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof Problem>;
