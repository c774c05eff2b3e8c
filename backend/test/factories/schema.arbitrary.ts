import fc from 'fast-check';
import * as z from 'zod';

type Node = z.core.JSONSchema.BaseSchema;
type Definitions = ReadonlyMap<string, Node | boolean>;

/** Any value that a schema of an answer lets through. Covers what our answers consist of and refuses the rest. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const whole: Node = z.toJSONSchema(schema, { target: 'draft-7', io: 'output' });
  return arbitraryOfNode(whole, new Map(Object.entries(whole.definitions ?? {})));
}

function arbitraryOfNode(node: Node, definitions: Definitions): fc.Arbitrary<unknown> {
  const inner = (child: Node | boolean | undefined): fc.Arbitrary<unknown> => {
    if (typeof child !== 'object') throw new TypeError(`a schema without a shape: ${JSON.stringify(node)}`);
    return arbitraryOfNode(child, definitions);
  };
  if (node.$ref) return inner(definitions.get(node.$ref.replace('#/definitions/', '')));
  if (node.anyOf) return fc.oneof(...node.anyOf.map(inner));
  if (Array.isArray(node.type)) return fc.oneof(...node.type.map((type: Node['type']) => inner({ ...node, type })));
  if (node.enum) return fc.constantFrom(...node.enum);
  if (node.type === 'object') {
    const optional = { requiredKeys: node.required ?? [] };
    return fc.record(Object.fromEntries(Object.entries(node.properties ?? {}).map(([key, child]) => [key, inner(child)])), optional);
  }
  if (node.type === 'array') return fc.array(Array.isArray(node.items) ? fc.constant(undefined) : inner(node.items), { maxLength: 5 });
  return scalarOf(node);
}

const instants = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });

function scalarOf({ type, format, minimum, maximum }: Node): fc.Arbitrary<unknown> {
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.maxSafeInteger().filter((n) => n >= (minimum ?? -Infinity) && n <= (maximum ?? Infinity));
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (type !== 'string') throw new TypeError(`no values for type ${String(type)}`);
  if (format === 'uuid') return fc.uuid({ version: [4, 7] });
  if (format === 'date-time') return instants.map((at) => at.toISOString());
  if (format === 'date') return instants.map((at) => at.toISOString().slice(0, 10));
  // any UTF-16, and longer than what the serialiser inspects letter by letter
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)), maxLength: 200 }),
  );
}
