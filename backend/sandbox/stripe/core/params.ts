import { z } from 'zod';
import { StripeProblem } from './problem.js';

/** Form bodies carry only text: these turn it into what the API means. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const whole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const text = z.string().min(1);
/** An optional text that an empty value clears. */
export const clearable = z.string().transform((value) => (value === '' ? null : value));
export const metadata = z.union([z.literal(''), z.record(z.string(), z.string())]);
export const address = z.strictObject({
  city: clearable.optional(),
  country: clearable.optional(),
  line1: clearable.optional(),
  line2: clearable.optional(),
  postal_code: clearable.optional(),
  state: clearable.optional(),
});
const range = z.strictObject({ gt: whole.optional(), gte: whole.optional(), lt: whole.optional(), lte: whole.optional() });
export const created = z.union([whole, range]);
/** What every list takes. */
export const paging = {
  limit: whole.pipe(z.int().min(1).max(100)).optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

/** Stripe's merge: an empty value removes a key, an empty whole clears all. */
export function mergeMetadata(current: Readonly<Record<string, string>>, patch?: z.infer<typeof metadata>): Record<string, string> {
  if (patch === '') return {};
  return Object.fromEntries(Object.entries({ ...current, ...patch }).filter(([, value]) => value !== ''));
}

/** Whether a moment lies in the `created` filter. */
export function isCreatedWithin(at: number, filter: z.infer<typeof created> | undefined): boolean {
  if (filter === undefined) return true;
  if (typeof filter === 'number') return at === filter;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = filter;
  return at > gt && at >= gte && at < lt && at <= lte;
}

/** Checks parameters, and refuses them the way Stripe does: missing, unknown or invalid, with the parameter's name. */
export function parseParams<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  throw describe(result.error.issues[0], params);
}

function describe(issue: z.core.$ZodIssue | undefined, params: unknown): StripeProblem {
  const refuse = (message: string, code: string, param: string): StripeProblem =>
    new StripeProblem(400, message, { code, param, isValidation: true });
  if (issue === undefined) return refuse('Invalid request.', 'parameter_invalid', '');
  if (issue.code === 'unrecognized_keys') {
    const param = bracketed([...issue.path, ...issue.keys.slice(0, 1)]);
    return refuse(`Received unknown parameter: ${param}`, 'parameter_unknown', param);
  }
  const param = bracketed(issue.path);
  const value = valueAt(params, issue.path);
  if (value === undefined) return refuse(`Missing required param: ${param}.`, 'parameter_missing', param);
  if (value === '') return refuse(`You passed an empty string for '${param}'.`, 'parameter_invalid_empty', param);
  if (issue.code === 'invalid_format') return refuse(`Invalid integer: ${JSON.stringify(value)}`, 'parameter_invalid_integer', param);
  return refuse(`Invalid ${param}: ${issue.message}`, 'parameter_invalid', param);
}

function bracketed(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node !== null ? new Map(Object.entries(node)).get(String(key)) : undefined),
    root,
  );
}
