import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WEBHOOK_DATA } from '@orbisvoice/shared-dto';
import { ERROR_CODES, WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { statusOf } from '../../src/platform/errors/error-registry.js';
import { type Route, routesOf } from '../access/route-list.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { type ApiDocument, type Operation, operationsOf, resolved } from './api-document.js';
import { sampleOf } from './samples.js';

const COMMITTED = join(__dirname, '../../openapi.json');

describe('the API document', () => {
  let app: TestApp;
  let document: ApiDocument;
  let operations: Operation[];
  let routes: Route[];

  beforeAll(async () => {
    app = await startTestApp();
    document = (await app.request<ApiDocument>('GET', '/openapi.json')).body;
    operations = operationsOf(document);
    routes = routesOf(app);
  });
  afterAll(() => app.close());

  const label = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

  it('is the committed one: a changed contract is a changed file in the review', async () => {
    if (process.env['UPDATE_SNAPSHOTS']) await writeFile(COMMITTED, `${JSON.stringify(document, null, 2)}\n`);
    expect(document).toEqual(JSON.parse(await readFile(COMMITTED, 'utf8')));
  });

  it('has every live route, and no other', () => {
    expect(operations.map(label).sort()).toEqual(routes.map(label).sort());
  });

  it('says of every route what it does, who may call it, and under one name', () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const operation of operations) {
      expect(operation.summary.length).toBeGreaterThan(5);
      const route = routes.find((one) => label(one) === label(operation));
      expect([label(operation), operation.isPublic]).toEqual([label(operation), route?.permission === null]);
    }
  });

  it('documents each refusal under the status it really has, as a problem document', () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      for (const [status, { description = '', content }] of Object.entries(operation.responses)) {
        const codes = ERROR_CODES.filter((code) => description.includes(`\`${code}\``));
        for (const code of codes) if (statusOf(code) !== Number(status)) wrong.push(`${label(operation)}: ${code} under ${status}`);
        if (codes.length === 0) continue;
        const schemas = Object.values(content ?? {}).map(({ schema }) => schema?.$ref);
        // `Problem`, or one that says more of itself
        if (schemas.some((reference) => !/^#\/components\/schemas\/\w*Problem$/.test(reference ?? '')))
          wrong.push(`${label(operation)}: ${status} is no problem`);
      }
      if (!('400' in operation.responses)) wrong.push(`${label(operation)}: no 400`);
      if (!operation.isPublic && !('401' in operation.responses && '403' in operation.responses))
        wrong.push(`${label(operation)}: no 401, 403`);
    }
    expect(wrong).toEqual([]);
  });

  it('refers only to schemas it has, and each has a value that fits', () => {
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
    expect(references.length).toBeGreaterThan(20);
    for (const reference of new Set(references)) expect(() => resolved(document, { $ref: reference })).not.toThrow();
    for (const { body } of operations) if (body) expect(() => sampleOf(body)).not.toThrow();
  });

  it('closes every body: a field nobody documented is refused', () => {
    const open = operations.filter(({ body }) => {
      const alternatives = body?.anyOf ?? body?.oneOf ?? (body ? [body] : []);
      return alternatives.some((one) => (one.items ?? one).additionalProperties !== false);
    });
    expect(open.map(label)).toEqual([]);
  });

  it('has every event that is told to endpoints, with the headers of its signature and an example that fits', () => {
    expect(Object.keys(document.webhooks)).toEqual([...WEBHOOK_EVENTS]);
    const names = Object.values(document.webhooks).map(({ post }) => post.operationId);
    expect(new Set([...names, ...operations.map(({ operationId }) => operationId)]).size).toBe(names.length + operations.length);
    for (const event of WEBHOOK_EVENTS) {
      const { parameters, requestBody, responses } = document.webhooks[event]?.post ?? {};
      expect(parameters?.map((one) => [one.name, one.in, one.required])).toEqual(
        ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, 'header', true]),
      );
      const { schema, example } = requestBody?.content['application/json'] ?? {};
      expect(schema).toMatchObject({ required: ['type', 'timestamp', 'data'], properties: { type: { const: event } } });
      const { type, data, ...rest } = example as { type: string; data: object };
      expect([type, Object.keys(rest)]).toEqual([event, ['timestamp']]);
      expect(WEBHOOK_DATA[event].strict().parse(data)).toEqual(data);
      expect(Object.keys(schema?.properties?.['data']?.properties ?? {}).sort()).toEqual(Object.keys(data).sort());
      expect(Object.keys(responses ?? {})).toContain('2XX');
    }
  });

  it('is served as YAML with the same content, and to a browser as a page under its policy', async () => {
    const yaml = await app.request<string>('GET', '/openapi.yaml');
    expect(yaml.status).toBe(200);
    for (const path of Object.keys(document.paths)) expect(yaml.body).toContain(path);
    const page = await app.request<string>('GET', '/docs');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
  });
});
