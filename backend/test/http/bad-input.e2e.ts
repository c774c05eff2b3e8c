import { type Problem } from '@orbisvoice/shared-dto';
import { encodeCursor } from '../../src/platform/http/page.js';
import { type JsonSchema, type Operation, type Parameter } from './api-document.js';
import { type CallsOf, faultsOfCalls, labelOf, type OpenApi, openApi, send } from './calls.js';
import { faultsOf } from './problems.js';
import { fullSampleOf, sampleOf } from './samples.js';

const MASS_ASSIGNMENT = {
  id: '0190b1f0-0000-7000-8000-000000000000',
  tenantId: '0190b1f0-0000-7000-8000-000000000000',
  role: 'owner',
  isAdmin: true,
  status: 'active',
  limit: 1_000_000,
  usageLimit: 1_000_000,
  subscriptionTier: 'enterprise',
  emailVerifiedAt: '2026-01-01T00:00:00.000Z',
  permissions: ['admin.manage'],
};
const BAIT = `${'a'.repeat(25_000)}${'-'.repeat(25_000)}!`;
const UNICODE = [
  'nul \u0000 inside',
  'lone \ud800 surrogate',
  '\u202e reversed',
  '\ufeff marked',
  "'; drop table users; --",
  '${7*7}{{7*7}}',
];

/** Well-made cursors of nothing: they reach the database unless somebody looks at what is in them. */
const CURSORS = [
  ['x', 'y'],
  ['2026-01-01T00:00:00.000Z', 'no-uuid'],
  ['\0', '0190b1f0-0000-7000-8000-000000000000'],
  ['2026-13-45T00:00:00.000Z', '0190b1f0-0000-7000-8000-000000000000'],
  [],
].map((values) => encodeCursor(values));

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const wide = (length: number): string => `[${'{},'.repeat(length)}{}]`;

type Sample = Record<string, unknown>;

/** The object a body is, or the one its array holds. */
function objectSchema(body: JsonSchema): JsonSchema {
  const schema = body.anyOf?.[0] ?? body;
  return schema.items ?? schema;
}
const objectSample = (body: JsonSchema): Sample => sampleOf(objectSchema(body)) as Sample;

/** A value of every wrong type for a schema. */
const wrongTypes = ({ type, enum: values }: JsonSchema): unknown[] =>
  [null, true, 12.5, 'text', ['list'], { an: 'object' }].filter((value) => {
    if (values || type === undefined) return typeof value !== 'string';
    return type === 'string' ? typeof value !== 'string' : type === 'boolean' ? typeof value !== 'boolean' : typeof value === 'string';
  });

describe('bad input', () => {
  let api: OpenApi;
  let withBody: Operation[];
  let withQuery: Operation[];

  beforeAll(async () => {
    api = await openApi();
    withBody = api.operations.filter(({ body }) => body);
    withQuery = api.operations.filter(({ query }) => query.length > 0);
  }, 60_000);
  afterAll(() => api.app.close());

  const faults = (operations: readonly Operation[], callsOf: CallsOf): Promise<string[]> => faultsOfCalls(api, operations, callsOf);
  const schemaOf = (operation: Operation): JsonSchema => objectSchema(operation.body ?? {});
  const base = (operation: Operation): Sample => objectSample(operation.body ?? {});

  it('malformed JSON is 400 request.malformed_json', async () => {
    for (const text of ['{"a":', '', 'nothing', '{"a":1}}', '{"a":NaN}', '\u0000']) {
      for (const operation of withBody) {
        const answer = await send(api, operation, { body: text });
        expect(faultsOf(answer, 400)).toEqual([]);
        expect([labelOf(operation), text, (answer.body as Problem).code]).toEqual([labelOf(operation), text, 'request.malformed_json']);
      }
    }
  });

  it('a body that is no object, or misses what is required, is told which fields', async () => {
    expect(
      await faults(withBody, (operation) => [
        ...[null, 1, 'text', true, [[]], [null]].map((value) => ({ body: JSON.stringify(value), expect: 400 })),
        ...(schemaOf(operation).required ?? []).map((name) => ({ body: { ...base(operation), [name]: undefined }, expect: 400 })),
      ]),
    ).toEqual([]);
  });

  it('a body made to keep the parser busy is refused before it is read as JSON', async () => {
    const first = withBody.slice(0, 1);
    expect(await faults(first, () => [`{"a":${deep(100_000)}}`, wide(300_000)].map((body) => ({ body, expect: 413 })))).toEqual([]);
    expect(await faults(withBody, () => [{ body: deep(100_000), expect: 413 }])).toEqual([]);
  });

  it('a body of lists in lists, or of many objects, is none itself', async () => {
    expect(await faults(withBody, () => [deep(1_000), wide(1_000)].map((body) => ({ body, expect: 400 })))).toEqual([]);
  });

  it('a body of nothing but fields that nobody asked for is refused in a short answer', async () => {
    const fields = JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1])));
    for (const operation of withBody) {
      const answer = await send(api, operation, { body: fields });
      expect(faultsOf(answer, 400)).toEqual([]);
      expect(JSON.stringify(answer.body).length).toBeLessThan(20_000);
    }
  });

  it('a wrong type in any field is 400 and named', async () => {
    expect(
      await faults(withBody, (operation) =>
        Object.entries(schemaOf(operation).properties ?? {}).flatMap(([name, schema]) =>
          wrongTypes(schema).map((value) => ({ body: { ...base(operation), [name]: value }, expect: 400 })),
        ),
      ),
    ).toEqual([]);
  });

  it('no field can be smuggled in beside the documented ones', async () => {
    expect(
      await faults(withBody, (operation) =>
        Object.entries(MASS_ASSIGNMENT)
          .filter(([name]) => !(name in (schemaOf(operation).properties ?? {})) && !(name in base(operation)))
          .map(([name, value]) => ({ body: { ...base(operation), [name]: value }, expect: 400 })),
      ),
    ).toEqual([]);
  });

  it('the prototype cannot be reached', async () => {
    const poison = ['"__proto__":{"isAdmin":true}', '"constructor":{"prototype":{"isAdmin":true}}', '"a":{"__proto__":{"isAdmin":true}}'];
    expect(
      await faults(withBody, (operation) =>
        poison.map((entry) => ({ body: JSON.stringify(base(operation)).replace(/^\{/, `{${entry},`), expect: 400 })),
      ),
    ).toEqual([]);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
    // the query parser drops such keys, so there is nothing left to refuse
    expect(
      await faults(withQuery, () => ['__proto__[isAdmin]=1', 'constructor[prototype][isAdmin]=1'].map((query) => ({ query }))),
    ).toEqual([]);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('texts beyond their length and numbers beyond their range are 400', async () => {
    expect(
      await faults(withBody, (operation) =>
        Object.entries(schemaOf(operation).properties ?? {}).flatMap(([name, schema]) => {
          if (schema.type === 'integer')
            return [-1, 1e9, 1.5, 9e15, -1e300].map((value) => ({ body: { ...base(operation), [name]: value }, expect: 400 }));
          if (schema.type !== 'string' || schema.enum) return [];
          const length = (schema.maxLength ?? 255) + 1;
          return [{ body: { ...base(operation), [name]: 'x'.repeat(length) }, expect: 400 }];
        }),
      ),
    ).toEqual([]);
  });

  it('bait for regular expressions is answered', async () => {
    expect(
      await faults(withBody, (operation) =>
        Object.entries(schemaOf(operation).properties ?? {})
          .filter(([, { type }]) => type === 'string')
          .flatMap(([name]) =>
            [BAIT, `http://${'a-'.repeat(25_000)}`].map((text) => ({ body: { ...base(operation), [name]: text }, expect: 400 })),
          ),
      ),
    ).toEqual([]);
  });

  it('NUL bytes, lone surrogates and other odd characters never break anything', async () => {
    expect(
      await faults(withBody, (operation) =>
        Object.entries(schemaOf(operation).properties ?? {})
          .filter(([, { type, enum: values }]) => type === 'string' && !values)
          .flatMap(([name]) => UNICODE.map((text) => ({ body: { ...base(operation), [name]: text }, id: idFor(operation) }))),
      ),
    ).toEqual([]);
    expect(
      await faults(withBody, (operation) =>
        UNICODE.map((text) => ({ body: deepText(fullSampleOf(schemaOf(operation)), text), id: idFor(operation) })),
      ),
    ).toEqual([]);
  }, 60_000);

  it('a query is checked as a body is', async () => {
    const bad = ({ name, schema }: Parameter): string[] => {
      const values =
        schema.type === 'integer' ? ['-1', '0', '1.5', '1e99', '101000', 'x', ''] : schema.enum || schema.format ? ['x', "' or 1=1"] : [];
      return [...values, ...(schema.maxLength ? ['x'.repeat(schema.maxLength + 1)] : [])].map(
        (value) => `${name}=${encodeURIComponent(value)}`,
      );
    };
    expect(
      await faults(withQuery, (operation) => [
        ...operation.query.flatMap(bad).map((query) => ({ query, expect: 400 })),
        { query: 'tenantId2=1', expect: 400 },
        { query: 'page[]=1', expect: 400 },
        { query: 'pageSize=1&pageSize=2', expect: 400 },
        ...(operation.query.some(({ name }) => name === 'cursor') ? CURSORS : ['x']).map((cursor) => ({
          query: `cursor=${cursor}`,
          expect: 400,
        })),
        { query: '%', expect: 400 },
      ]),
    ).toEqual([]);
    expect(
      await faults(withQuery, (operation) =>
        operation.query
          .filter(({ schema }) => schema.type === 'string')
          .flatMap(({ name }) => UNICODE.slice(0, 1).map((text) => ({ query: `${name}=${encodeURIComponent(text)}` }))),
      ),
    ).toEqual([]);
  });

  it('an id that is none is 400 in every path, and 404 or 410 where a sealed link is asked for', async () => {
    const withId = api.operations.filter(({ path }) => path.includes(':'));
    const ids = ['1', 'null', '%00', '..%2f..%2fadmin', "'%20or%201=1", '0190b1f0-0000-7000-8000-00000000000g', 'x'.repeat(290)];
    const statusOf = (path: string, id: string): number => {
      if (path.includes('/:token')) return 404;
      if (path.includes('/:ticket')) return id === '%00' ? 400 : 410;
      // a name like any other, of nothing there is
      return path.includes('/:name') && id === 'null' ? 404 : 400;
    };
    expect(
      await faults(withId, ({ path, body }) =>
        ids.map((id) => ({ id, expect: statusOf(path, id), ...(body && { body: sampleOf(body) }) })),
      ),
    ).toEqual([]);
  });

  function idFor({ path }: Operation): string {
    if (path.startsWith('/api/agents')) return api.world.agent.id;
    return path.startsWith('/api/conversations') ? api.world.conversation.id : api.world.memberId;
  }
});

/** The same value with every text replaced: nested fields are reached too. */
function deepText(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((one) => deepText(one, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, deepText(child, text)]));
}
