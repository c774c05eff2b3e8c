import * as z from 'zod';
import * as contracts from './index.js';

const { CreateAgent, DisplayName, Email, Origin, PageQuery, SignUp, StartConversation, UpdateMe } = contracts;

const exported: Readonly<Record<string, unknown>> = contracts;
const schemas = Object.entries(exported).filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);

describe('contracts', () => {
  it('carry their own name into OpenAPI, each name once', () => {
    const ids = schemas.map(([name, schema]) => ({ name, id: schema.meta()?.['id'] })).filter(({ id }) => id);
    for (const { name, id } of ids) expect(id).toBe(name);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(20);
  });

  it('all have a JSON schema', () => {
    for (const [name, schema] of schemas)
      expect(() => [name, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })]).not.toThrow();
  });

  it('refuse a page larger than the maximum instead of clamping it', () => {
    expect(PageQuery.parse({})).toEqual({ page: 1, pageSize: 20 });
    expect(PageQuery.safeParse({ pageSize: '100' }).success).toBe(true);
    expect(PageQuery.safeParse({ pageSize: '101' }).success).toBe(false);
    expect(PageQuery.safeParse({ page: '0' }).success).toBe(false);
    expect(PageQuery.safeParse({ offset: '5' }).success).toBe(false);
  });

  it('keep names out of mail headers', () => {
    expect(DisplayName.parse('  Zoë O’Neill ')).toBe('Zoë O’Neill');
    for (const bad of ['', '   ', 'Ann\r\nBcc: all@example.com', 'a\u2028b', 'x'.repeat(121)])
      expect(DisplayName.safeParse(bad).success).toBe(false);
  });

  it('bring an address into one form', () => {
    expect(Email.parse(' Ann@Example.COM ')).toBe('ann@example.com');
    expect(Email.safeParse('ann@example').success).toBe(false);
  });

  it('take origins only: no path, no wildcard, no other scheme', () => {
    for (const good of ['https://example.com', 'http://localhost:4200', 'https://a.b.example.co.uk'])
      expect(Origin.safeParse(good).success).toBe(true);
    for (const bad of [
      'https://example.com/',
      'https://*.example.com',
      'javascript://x',
      'example.com',
      'https://u:p@example.com',
      'https://x.com?y',
    ]) {
      expect(Origin.safeParse(bad).success).toBe(false);
    }
  });

  it('refuse what they do not name', () => {
    const agent = { name: 'Ada', systemPrompt: 'Help.' };
    expect(CreateAgent.parse(agent)).toMatchObject({ voiceId: 'aoede', isActive: true, tools: [] });
    expect(CreateAgent.safeParse({ ...agent, tenantId: 'x' }).success).toBe(false);
    expect(StartConversation.safeParse({ agentId: 'x', sessionId: 's' }).success).toBe(false);
    expect(UpdateMe.safeParse({}).success).toBe(false);
  });

  it('accept real time zones only', () => {
    const account = { email: 'a@example.com', password: 'correct horse battery', name: 'A', company: 'B' };
    expect(SignUp.parse({ ...account, timeZone: 'Europe/Zurich' }).timeZone).toBe('Europe/Zurich');
    expect(SignUp.safeParse({ ...account, timeZone: 'Mars/Olympus' }).success).toBe(false);
  });
});
