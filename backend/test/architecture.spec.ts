import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readGraph, type ImportGraph } from './architecture/import-graph.js';
import { HOUSE_RULES } from './architecture/rules.js';

const ROOT = resolve(__dirname, '../..');
const FOLDERS = ['backend/src', 'backend/sandbox', 'shared-dto/src', 'shared-ui/src', 'customer-portal/src', 'admin-console/src'];

describe('the house', () => {
  const graph = readGraph(ROOT, FOLDERS);

  it('is looked at as a whole', () => {
    for (const folder of FOLDERS) expect([...graph.keys()].filter((path) => path.startsWith(folder)).length).toBeGreaterThan(5);
    const unresolved = [...graph.values()].flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, file }) => specifier.startsWith('.') && !file && !/\.(mjs|json|css|scss|html)$/.test(specifier))
        .map(({ specifier }) => `${path} → ${specifier}`),
    );
    expect(unresolved).toEqual([]);
  });

  it.each(Object.entries(HOUSE_RULES))('%s', (_sentence, rule) => {
    expect(rule(graph)).toEqual([]);
  });
});

/** Small trees that break exactly one rule each. */
const OFFENCES: Readonly<Record<keyof typeof HOUSE_RULES, readonly Readonly<Record<string, string>>[]>> = {
  'platform imports no module and knows no business word': [
    {
      'backend/src/platform/http/page.ts': "import { AuthModule } from '../../modules/auth/index.js';",
      'backend/src/modules/auth/index.ts': 'export class AuthModule {}',
    },
    {
      'backend/src/platform/http/page.ts': "import { PageQuery, Agent } from '@orbisvoice/shared-dto';",
      'shared-dto/src/platform/page.dto.ts': 'export const PageQuery = 1;',
    },
  ],
  'modules import downwards only': [
    {
      'backend/src/modules/agents/agent.service.ts': "import { Conversations } from '../conversations/index.js';",
      'backend/src/modules/conversations/index.ts': 'export class Conversations {}',
    },
    {
      'backend/src/modules/billing/a.ts': "const load = () => import('../api-keys/index.js');",
      'backend/src/modules/api-keys/index.ts': 'export class ApiKeys {}',
    },
    {
      'backend/src/modules/privacy/a.ts': "import { Email } from '../email/index.js';",
      'backend/src/modules/email/index.ts': 'export class Email {}',
    },
    {
      'backend/src/modules/misc/a.ts': "import { T } from '../tenants/index.js';",
      'backend/src/modules/tenants/index.ts': 'export class T {}',
    },
  ],
  'another module is entered through its index or its events': [
    {
      'backend/src/modules/agents/agent.service.ts': "import { Plan } from '../billing/persistence/plan.entity.js';",
      'backend/src/modules/billing/persistence/plan.entity.ts': 'export class Plan {}',
    },
  ],
  'inside a module layers point inwards, and the domain is pure': [
    {
      'backend/src/modules/billing/http/plan.controller.ts': "import { Plans } from '../persistence/plan.repository.js';",
      'backend/src/modules/billing/persistence/plan.repository.ts': 'export class Plans {}',
    },
    { 'backend/src/modules/billing/domain/price.ts': "import { Injectable } from '@nestjs/common';" },
    {
      'backend/src/modules/billing/domain/price.ts': "import { Clock } from '../../../platform/clock/clock.js';",
      'backend/src/platform/clock/clock.ts': 'export class Clock {}',
    },
    { 'backend/src/modules/billing/utils/round.ts': "import { x } from 'node:fs';" },
  ],
  'there is no barrel but the door': [
    {
      'backend/src/modules/billing/domain/index.ts': "export * from './price.js';",
      'backend/src/modules/billing/domain/price.ts': 'export const p = 1;',
    },
    { 'backend/src/platform/http/index.ts': "export { p } from './p.js';", 'backend/src/platform/http/p.ts': 'export const p = 1;' },
  ],
  'production code never imports sandbox, tests or benchmarks': [
    {
      'backend/src/main.ts': "import { inbox } from '../sandbox/mail/index.js';",
      'backend/sandbox/mail/index.ts': 'export const inbox = 1;',
    },
  ],
  'Angular features never import each other': [
    {
      'customer-portal/src/app/features/agents/a.page.ts': "import { bar } from '../billing/ui/usage-bar';",
      'customer-portal/src/app/features/billing/ui/usage-bar.ts': 'export const bar = 1;',
    },
  ],
  'core imports no feature': [
    {
      'admin-console/src/app/core/session.ts': "import { t } from '../features/tenants/tenants.store';",
      'admin-console/src/app/features/tenants/tenants.store.ts': 'export const t = 1;',
    },
  ],
  'only billing/stripe knows the Stripe SDK': [{ 'backend/src/modules/admin/services/a.ts': "import Stripe from 'stripe';" }],
  'cross-tenant reads leave their module for admin and analytics only': [
    {
      'backend/src/modules/conversations/services/a.ts': "import { AllTenantsAgents } from '../../agents/index.js';",
      'backend/src/modules/agents/index.ts': 'export class AllTenantsAgents {}',
    },
  ],
  'only repositories inject repositories': [
    {
      'backend/src/modules/agents/services/a.service.ts':
        'class A { constructor(@InjectRepository(Agent) private readonly agents: unknown) {} }',
    },
  ],
  'an index of a table that is there is made beside its writers': [
    { 'backend/src/migrations/1764005100000-slow.ts': 'const SQL = `create index if not exists a_b on conversations (agent_id)`;' },
    {
      'backend/src/migrations/1764005100000-slow.ts':
        'const SQL = `create table news (id uuid); create index news_id on news (id); create unique index concurrently a_b on agents (name)`;',
    },
  ],
  'there are no import cycles': [
    {
      'backend/src/platform/a.ts': "import { b } from './b.js'; export const a = 1;",
      'backend/src/platform/b.ts': "import type { c } from './c.js'; export const b = 1;",
      'backend/src/platform/c.ts': "import { a } from './a.js'; export const c = 1;",
    },
  ],
  'no file is longer than 300 lines': [{ 'backend/src/platform/long.ts': 'export {};\n'.repeat(301) }],
};

describe('each rule bites', () => {
  const made: string[] = [];

  function tree(files: Readonly<Record<string, string>>): ImportGraph {
    const root = mkdtempSync(join(tmpdir(), 'orbisvoice-house-'));
    made.push(root);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return readGraph(root, FOLDERS);
  }

  afterAll(() => made.forEach((root) => rmSync(root, { recursive: true, force: true })));

  const cases = Object.entries(OFFENCES).flatMap(([sentence, offences]) =>
    offences.map((files, index) => ({ sentence, nth: index + 1, files })),
  );

  it.each(cases)('$sentence ($nth)', ({ sentence, files }) => {
    const graph = tree(files);
    const broken = Object.entries(HOUSE_RULES).filter(([, rule]) => rule(graph).length > 0);
    expect(broken.map(([name]) => name)).toEqual([sentence]);
  });

  it('and lets what is allowed pass', () => {
    const graph = tree({
      'backend/src/app.module.ts': "import { BillingModule } from './modules/billing/index.js';",
      'backend/src/modules/billing/index.ts': "export { BillingModule } from './billing.module.js';",
      'backend/src/modules/billing/billing.module.ts': "import { Usage } from './services/usage.service.js'; export class BillingModule {}",
      'backend/src/modules/billing/services/usage.service.ts':
        "import { allowance } from '../domain/allowance.js'; import { AuditLog } from '../../audit/index.js'; export class Usage {}",
      'backend/src/modules/billing/domain/allowance.ts':
        "import { LIMITS } from '@orbisvoice/shared-dto/values'; export const allowance = 1;",
      'backend/src/modules/billing/events/invoice-paid.event.ts': 'export class InvoicePaid {}',
      'backend/src/modules/audit/index.ts': 'export class AuditLog {}',
      'backend/src/modules/email/services/receipt.ts': "import { InvoicePaid } from '../../billing/events/invoice-paid.event.js';",
      'customer-portal/src/app/features/agents/a.page.ts': "import { b } from './ui/b';",
      'customer-portal/src/app/features/agents/ui/b.ts': 'export const b = 1;',
    });
    expect(Object.entries(HOUSE_RULES).flatMap(([, rule]) => rule(graph))).toEqual([]);
  });
});
