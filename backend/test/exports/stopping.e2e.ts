import { once } from 'node:events';
import { DatasetSources, type DatasetSource } from '../../src/modules/exports/index.js';
import { ExportRunner } from '../../src/modules/exports/services/export-runner.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { ask, look } from './export-world.js';

let app: TestApp;
let owner: TestOwner;

/** Writes nothing until it is stopped. */
const waiting: DatasetSource = {
  datasets: ['report'],
  write: async (_request, { signal }) => {
    await once(signal, 'abort');
    throw new Error('stopped');
  },
};

beforeAll(async () => {
  app = await startTestApp();
  jest.spyOn(app.get(DatasetSources), 'of').mockReturnValue(waiting);
  owner = await app.signUp();
}, 90_000);
afterAll(() => app.close());

it('a worker that stops lays back every run it has, and the job it took in the last moment', async () => {
  const runner = app.get(ExportRunner);
  const tenantId = tenantIdOf(owner.tenantId);
  const { id } = (await ask(app, owner.token, { dataset: 'report' })).body;
  const first = runner.run({ tenantId, id, generation: 1 });
  await eventually('the first run', async () => (await look(app, owner.token, id)).status === 'running');
  // as if it had been silent: it begins again in this very process, and the first one ends
  await app.owner.query(`update exports set heartbeat_at = now() - interval '1 minute' where id = $1`, [id]);
  const second = runner.run({ tenantId, id, generation: 1 }).catch((error: unknown) => error);
  await first;
  runner.onModuleDestroy();
  expect(await second).toBeInstanceOf(Error);
  expect(await look(app, owner.token, id)).toMatchObject({ status: 'queued', failure: null });
  const last = (await ask(app, owner.token, { dataset: 'report' })).body;
  await expect(runner.run({ tenantId, id: last.id, generation: 1 })).rejects.toThrow();
  expect(await look(app, owner.token, last.id)).toMatchObject({ status: 'queued', failure: null });
});
