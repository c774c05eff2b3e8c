import { z } from 'zod';
import { paging, parseParams, text, whole } from '../core/params.js';
import { page } from '../core/wire.js';
import { beginAdvancing, createTestClock } from '../transitions/test-clocks.js';
import type { ApiCall, ApiRoute } from './route.js';

function create({ draft, params }: ApiCall): object {
  const facts = parseParams(z.strictObject({ frozen_time: whole, name: text.optional() }), params);
  return createTestClock(draft, { frozenTime: facts.frozen_time, name: facts.name ?? null });
}

function advance({ draft, id, params }: ApiCall): object {
  return beginAdvancing(draft, id, parseParams(z.strictObject({ frozen_time: whole }), params).frozen_time);
}

function remove({ draft, id }: ApiCall): object {
  const clock = draft.need('testClocks', id);
  draft.remove('testClocks', id);
  draft.emit('test_helpers.test_clock.deleted', clock);
  return { id, object: 'test_helpers.test_clock', deleted: true };
}

/** Test clocks: handles on the account's one clock. */
export const testClockRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/test_helpers/test_clocks', handle: create },
  {
    method: 'GET',
    path: '/v1/test_helpers/test_clocks',
    handle: ({ draft, params, path }) => page(path, draft.all('testClocks'), parseParams(z.strictObject(paging), params)),
  },
  { method: 'GET', path: '/v1/test_helpers/test_clocks/:id', handle: ({ draft, id }) => draft.need('testClocks', id) },
  { method: 'POST', path: '/v1/test_helpers/test_clocks/:id/advance', handle: advance },
  { method: 'DELETE', path: '/v1/test_helpers/test_clocks/:id', handle: remove },
];
