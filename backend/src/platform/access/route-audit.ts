import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessLabel } from './access.metadata.js';
import { declaredHandlers } from './declared-handlers.js';

/** One line of the route × permission table. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly access: string;
}

/** Counts every route at boot and refuses to start when one does not say who may call it. */
@Injectable()
export class RouteAudit implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    this.routes();
  }

  /**
   * Every route with its declared access, sorted by path and method.
   * @throws Error naming each route without a declaration
   */
  routes(): DeclaredRoute[] {
    const found = declaredHandlers(this.discovery, this.scanner);
    const undeclared = found.filter((route) => route.access === undefined);
    if (undeclared.length > 0) {
      throw new Error(`routes without declared access:\n  ${undeclared.map((route) => `${route.method} ${route.path}`).join('\n  ')}`);
    }
    return found
      .flatMap(({ method, path, access }) => (access ? [{ method, path, access: accessLabel(access) }] : []))
      .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
  }
}
