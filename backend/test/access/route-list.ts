import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';
import { PERMISSIONS, type Permission, STAFF_PERMISSIONS, type StaffPermission } from '@orbisvoice/shared-dto/values';
import { RouteAudit } from '../../src/platform/access/route-audit.js';
import { type TestApp } from '../harness/app.js';

/** One line of the route × permission table, ready to be called. */
export interface Route {
  readonly method: string;
  /** With `/api`, parameters as `:name`. */
  readonly path: string;
  readonly access: string;
  /** What an `allow` route asks for; null for public and gateway routes. */
  readonly permission: Permission | StaffPermission | null;
  readonly parameters: readonly string[];
}

const ALL: readonly (Permission | StaffPermission)[] = [...PERMISSIONS, ...STAFF_PERMISSIONS];

/** The table of the running application. */
export const routesOf = (app: TestApp): Route[] =>
  app
    .get(RouteAudit)
    .routes()
    .map((route) => ({
      ...route,
      permission: ALL.find((permission) => permission === route.access) ?? null,
      parameters: [...route.path.matchAll(/:(\w+)/g)].flatMap(([, name]) => (name ? [name] : [])),
    }));

/** The path behind `/api` with every parameter filled in. */
export const pathOf = (route: Route, value: string): string => route.path.replace(/^\/api/, '').replace(/:\w+/g, value);

/** Routes Fastify really serves, `METHOD path`, without the HEAD it adds to every GET. */
export function liveRoutes(app: TestApp): string[] {
  const instance = app.get(HttpAdapterHost).httpAdapter.getInstance<FastifyInstance>();
  const parents: string[] = [];
  return instance
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S*) \(([A-Z, ]+)\)/.exec(line) ?? [];
      const depth = indent.length / 4;
      parents.length = depth;
      parents[depth] = part;
      const path = parents.join('');
      return methods
        .split(', ')
        .filter((method) => method && method !== 'HEAD')
        .map((method) => `${method} ${path}`);
    })
    .sort();
}
