import * as z from 'zod';

/** Names would make references of schemas, and `x | null` of a reference is tried as alternatives, of which none fits a value with one key more. */
const NAMELESS = z.registry<{ id?: string }>();

/**
 * The JSON schema of an answer, from which Fastify compiles a serialiser at boot: for hot routes it replaces parsing the answer with zod and
 * walking it again to write JSON. Like zod's, it leaves out what the schema does not name.
 */
export const compiledAnswer = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'output', override: nullable, metadata: NAMELESS });

/** `x | null` in the one form the compiled serialiser writes without trying alternatives. */
function nullable({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const [value, nothing, ...others] = alternativesOf(jsonSchema);
  if (!value || nothing?.type !== 'null' || others.length > 0 || value.$ref) return;
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, value, { nullable: true });
}

/** Plain types stand in a list of their own. */
const alternativesOf = ({ anyOf, type }: z.core.JSONSchema.BaseSchema): readonly z.core.JSONSchema.BaseSchema[] =>
  Array.isArray(type) ? type.map((one: z.core.JSONSchema.BaseSchema['type']) => ({ type: one })) : (anyOf ?? []);
