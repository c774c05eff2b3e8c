import { Injectable } from '@nestjs/common';

interface KnownRoute {
  readonly methods: Set<string>;
  readonly pattern: RegExp;
}

/** The routes the server really has, to tell an unknown path (404) from a wrong method (405). Filled while routes are registered. */
@Injectable()
export class RouteTable {
  private readonly routes = new Map<string, KnownRoute>();

  /** Notes a route; `url` is a Fastify pattern such as `/api/agents/:id`. Wildcards are left out: they answer for nothing in particular. */
  add(method: string | readonly string[], url: string): void {
    if (url.includes('*')) return;
    const methods = typeof method === 'string' ? [method] : method;
    const known = this.routes.get(url) ?? { methods: new Set<string>(), pattern: patternOf(url) };
    for (const one of methods) known.methods.add(one.toUpperCase());
    this.routes.set(url, known);
  }

  /** Methods that exist on this path; empty for an unknown path. */
  methodsOf(path: string): string[] {
    const methods = new Set<string>();
    for (const route of this.routes.values()) {
      if (route.pattern.test(path)) for (const method of route.methods) methods.add(method);
    }
    return [...methods].sort();
  }
}

function patternOf(url: string): RegExp {
  const steps = url.split('/').map((step) => (step.startsWith(':') ? '[^/]+' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${steps.join('/')}/?$`);
}
