import { newId } from '../../src/platform/database/ids.js';
import { type JsonSchema } from './api-document.js';

/** A text that each of our patterns accepts, by a part of the pattern. A new pattern has to be added here. */
const BY_PATTERN: readonly (readonly [part: string, sample: string])[] = [
  ['^pk_', 'pk_nobody'],
  ['^evt_', 'evt_sample1'],
  ['(?:19|20)\\d\\d-', '2026-01'],
  ['^[a-z]{3}$', 'usd'],
  ['[\\w.:-]', 'sample-job'],
  ['[a-z][a-z-]', 'sample'],
  ['\\p{Cc}', 'Ada Lovelace'],
  ['[A-Z]{2}', 'US'],
  ['[a-z0-9]+(?:-[a-z0-9]+)*', 'spring-letter'],
  ['#[0-9a-fA-F]{6}', '#37CBEA'],
  ['https?:', 'https://example.com'],
  ['[a-z][a-z0-9_]', 'opening_hours'],
  ['[0-9a-fA-F]{8}', '0190b1f0-0000-7000-8000-000000000000'],
  ['(?:25[0-5]|2[0-4]', '203.0.113.7'],
  ['[0-9a-fA-F]{1,4}:){7}', '2001:db8::7'],
  ['\\d{4}-', '2026-01-02T03:04:05.000Z'],
  ['^[1-7]$', '3'],
  ['^(1?\\d|2[0-3])$', '14'],
];

/** The smallest value the schema accepts: required fields only. @throws Error for a schema this suite does not know */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [alternative] = schema.anyOf ?? schema.oneOf ?? [];
  if (alternative) return sampleOf(alternative);
  // a described field that may be null
  if (Array.isArray(schema.type)) return sampleOf({ ...schema, type: schema.type.find((type) => type !== 'null') });
  switch (schema.type) {
    case 'object':
      return objectOf(schema, schema.required ?? []);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      throw new Error(`no sample for ${JSON.stringify(schema)}`);
  }
}

/** The same with every optional field too. */
export const fullSampleOf = (schema: JsonSchema): unknown =>
  schema.type === 'object' ? objectOf(schema, Object.keys(schema.properties ?? {})) : sampleOf(schema);

function objectOf(schema: JsonSchema, names: readonly string[]): Record<string, unknown> {
  // "nothing to change" is a rule no JSON Schema tells: a partial body gets its first field
  const [first] = Object.keys(schema.properties ?? {});
  const chosen = names.length === 0 && first ? [first] : names;
  return Object.fromEntries(chosen.map((name) => [name, named(name, schema.properties?.[name] ?? {})]));
}

/** Fields whose rule is a transformation in front of a check, which the document can only call a string. */
function named(name: string, schema: JsonSchema): unknown {
  if (/email$/i.test(name)) return `sample-${newId()}@test.example`;
  if (name === 'timeZone') return 'Europe/Paris';
  return sampleOf(schema);
}

function textOf(schema: JsonSchema): string {
  if (schema.format === 'uuid') return newId();
  if (schema.format === 'uri') return 'https://example.com/';
  const { pattern } = schema;
  if (pattern?.includes('@')) return `sample-${newId()}@test.example`;
  if (pattern === undefined) return 'quiet lantern pony gravel'.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength ?? 200);
  const sample = BY_PATTERN.find(([part]) => pattern.includes(part))?.[1];
  if (sample === undefined) throw new Error(`samples.ts knows no text for ${pattern}`);
  return sample;
}
