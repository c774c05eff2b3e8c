import fc from 'fast-check';
import { type JsonSchema } from './api-document.js';
import { sampleOf } from './samples.js';

const NASTY = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '__proto__',
  '../../etc/passwd',
  "' or 1=1 --",
  '<script>',
  'é\u0301',
  '𝕏'.repeat(200),
  '-1',
  'NaN',
  '9'.repeat(400),
];
const text = fc.oneof(
  { arbitrary: fc.string({ unit: 'binary', maxLength: 60 }), weight: 3 },
  { arbitrary: fc.constantFrom(...NASTY), weight: 2 },
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, -1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308));

/** Any JSON at all, mostly small. */
const junk: fc.Arbitrary<unknown> = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));

/** Values that fit the schema or nearly do: each part is right most of the time, so that calls get deep before something is wrong. */
export function valueFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fittingFor(schema), weight: 8 }, { arbitrary: junk, weight: 1 });
}

function fittingFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return fc.oneof(...alternatives.map(valueFor));
  switch (schema.type) {
    case 'object':
      return objectFor(schema);
    case 'array':
      return fc.array(valueFor(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 5, 5) });
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 }), number);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return fc.oneof({ arbitrary: fc.constant(null).map(() => sampleOf(schema)), weight: 3 }, { arbitrary: text, weight: 2 });
    default:
      return junk;
  }
}

/** Required fields nearly always, optional ones half the time, now and then one that does not exist. */
function objectFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const required = new Set(schema.required);
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, child]) => [
      name,
      fc.option(valueFor(child), { nil: undefined, freq: required.has(name) ? 20 : 1 }),
    ]),
  );
  const extra = fc.oneof(
    { arbitrary: fc.constant({}), weight: 4 },
    { arbitrary: fc.dictionary(text, junk, { maxKeys: 2, noNullPrototype: true }), weight: 1 },
  );
  return fc
    .tuple(fc.record(fields), extra)
    .map(([own, more]) => Object.fromEntries(Object.entries({ ...own, ...more }).filter(([, value]) => value !== undefined)));
}

/** A query string of fitting and unfitting values. */
export const queryFor = (parameters: readonly { name: string; schema: JsonSchema }[]): fc.Arbitrary<string> =>
  fc
    .subarray([...parameters])
    .chain((chosen) => fc.tuple(...chosen.map(({ name, schema }) => valueFor(schema).map((value) => [name, value] as const))))
    .map((pairs) => pairs.map(([name, value]) => `${name}=${wellFormed(value)}`).join('&'));

/** A lone surrogate has no URL form. */
const wellFormed = (value: unknown): string => encodeURIComponent(String(JSON.stringify(value) ?? '').replace(/^"|"$/g, ''));
