// What npm test consists of, in order. Steps of one wave run side by side.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildApps, buildBackend } from './build.mjs';
import { startRedis } from './redis.mjs';

const JEST = 'node_modules/jest/bin/jest.js';
const TSC = 'node_modules/typescript/bin/tsc';
const NGC = 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js';
const NOTHING = () => undefined;

const backendTests = (project) => ({
  name: project,
  jest: true,
  args: [JEST, '-c', 'backend/jest.config.mjs', '--selectProjects', project],
});

/**
 * Workers of what runs whole systems: half as many again as there are cores, since a quarter of the time and more they wait, for a page, a lock or a process that
 * starts. Not more than six, each of which loads the product.
 */
const SYSTEM_WORKERS = String(Math.min(6, Math.ceil(availableParallelism() * 1.5)));

/** Tests of the whole product, on its real parts: one that fails is run once more before it counts as failed. */
function systemTests(project, ...more) {
  const step = backendTests(project);
  return { ...step, args: [...step.args, ...more], again: step.args };
}

/** The longest first: what is short fills the gap at the end. */
function angularTests(root) {
  return ['admin-console', 'customer-portal', 'shared-ui']
    .filter((name) => existsSync(join(root, name, 'jest.config.cjs')))
    .map((name) => ({ name: `angular ${name}`, jest: true, args: [JEST, '-c', `${name}/jest.config.cjs`, '--maxWorkers=1'] }));
}

/** The specs' configuration includes the sources: one pass checks both, templates too. */
function angularTypes(root) {
  return ['shared-ui', 'customer-portal', 'admin-console'].flatMap((name) => {
    const config = ['tsconfig.spec.json', 'tsconfig.json'].map((file) => `${name}/${file}`).find((file) => existsSync(join(root, file)));
    return config ? [{ name: `types ${name}`, args: [NGC, '-p', config, '--noEmit'] }] : [];
  });
}

/** Queues, cache and rate limits again on a real Redis. */
function redisLeg() {
  let redis;
  return {
    ...systemTests('e2e', '--testPathPatterns', '(queue|redis|cache|rate-limit|outbox|journey)'),
    name: 'redis',
    before: async () => {
      redis = await startRedis();
      return { REDIS_URL: redis.url };
    },
    after: () => redis?.stop(),
  };
}

export function testPlan(root, { browser, redis }) {
  return [
    {
      title: 'Format, lint, types, generated code, architecture',
      width: 2,
      steps: [
        {
          name: 'lint',
          args: ['--max-old-space-size=3072', 'node_modules/eslint/bin/eslint.js', '--cache', '--cache-location', '.nx/eslint/', '.'],
        },
        {
          name: 'format',
          args: [
            'node_modules/prettier/bin/prettier.cjs',
            '--check',
            '--log-level',
            'warn',
            '--cache',
            '--cache-location',
            '.nx/prettier',
            '.',
          ],
        },
        { name: 'emails', args: ['tools/build-emails.mjs', '--check'] },
        { name: 'types backend', args: [TSC, '-p', 'backend/tsconfig.json'] },
        { name: 'types shared-dto', args: [TSC, '-p', 'shared-dto/tsconfig.json'] },
        ...angularTypes(root),
        // both keep to one core
        backendTests('generators'),
        backendTests('architecture'),
      ],
    },
    {
      title: 'Unit tests',
      width: 1,
      steps: [backendTests('unit'), { name: 'shared-dto', jest: true, args: [JEST, '-c', 'shared-dto/jest.config.mjs'] }],
    },
    { title: 'Angular tests', width: 2, steps: angularTests(root) },
    { title: 'End to end on PostgreSQL', width: 1, steps: [systemTests('e2e', '--maxWorkers', SYSTEM_WORKERS)] },
    ...(redis ? [{ title: 'End to end on Redis', width: 1, steps: [redisLeg()] }] : []),
    ...(browser
      ? [
          {
            title: 'Browser',
            width: 1,
            steps: [
              {
                ...systemTests('browser', '--maxWorkers', SYSTEM_WORKERS),
                before: async () => {
                  await Promise.all([buildBackend(root, NOTHING), buildApps(root, NOTHING)]);
                  return {};
                },
              },
            ],
          },
        ]
      : []),
  ];
}
