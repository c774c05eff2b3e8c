import { type Session } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { type TenantWorld, tenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestAnswer, type TestApp } from '../harness/app.js';
import { type Operation, operationsOf } from './api-document.js';
import { faultsOf } from './problems.js';

/** The API, and somebody who may call all of it. */
export interface OpenApi {
  readonly app: TestApp;
  readonly world: TenantWorld;
  readonly token: string;
  readonly operations: readonly Operation[];
}

/** An owner who is staff, with one of everything. Each call comes from an address of its own: limits per address are another suite's. */
export async function openApi(): Promise<OpenApi> {
  const app = await startTestApp({ environment: { TRUST_PROXY: '127.0.0.1' } });
  const world = await tenantWorld(app);
  await app.owner.query('update users set is_admin = true where id = $1', [world.owner.session.me.id]);
  const body = { email: world.owner.email, password: world.owner.password };
  const login = await app.request<Session>('POST', '/auth/login', { body });
  const operations = operationsOf((await app.request('GET', '/openapi.json')).body);
  return { app, world, token: login.body.accessToken, operations };
}

/** One call of an operation. */
export interface Call {
  readonly body?: unknown;
  readonly query?: string;
  /** For every path parameter; a random one unless told. */
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let calls = 0;
const freshAddress = (): string => `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls++ & 255}`;

/** Sends a call as the one who may; public operations go without a token. */
export function send({ app, token }: OpenApi, operation: Operation, { body, query, id, headers }: Call): Promise<TestAnswer<unknown>> {
  const path = operation.path.replace(/^\/api/, '').replace(/:\w+/g, id ?? newId());
  return app.request(operation.method, `${path}${query ? `?${query}` : ''}`, {
    ...(!operation.isPublic && { token }),
    ...(body !== undefined && { body }),
    headers: { 'x-forwarded-for': freshAddress(), ...headers },
  });
}

export const labelOf = ({ method, path }: Operation): string => `${method} ${path}`;

/** Calls to make of an operation, each with the status it must get (anything but a failure of ours unless told). */
export type CallsOf = (operation: Operation) => readonly (Call & { readonly expect?: number })[];

const AT_ONCE = 6;

/** Sends every call, a few at a time, and collects what is wrong with the answers. */
export async function faultsOfCalls(api: OpenApi, operations: readonly Operation[], callsOf: CallsOf): Promise<string[]> {
  const calls = operations.flatMap((operation) => callsOf(operation).map((call) => ({ operation, call })));
  if (calls.length === 0) throw new Error('nothing was called');
  const found: string[] = [];
  for (let next = 0; next < calls.length; next += AT_ONCE) {
    const batch = calls.slice(next, next + AT_ONCE).map(async ({ operation, call }) => {
      const answer = await send(api, operation, call);
      const shown = JSON.stringify(call.body ?? call.query ?? call.id)?.slice(0, 80);
      return faultsOf(answer, call.expect, labelOf(operation)).map((fault) => `${labelOf(operation)} ${shown}: ${fault}`);
    });
    found.push(...(await Promise.all(batch)).flat());
  }
  return found;
}
