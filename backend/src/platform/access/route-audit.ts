import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type Access, ACCESS, accessLabel } from './access.metadata.js';

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
    const found = this.handlers();
    const undeclared = found.filter((route) => route.access === undefined);
    if (undeclared.length > 0) {
      throw new Error(`routes without declared access:\n  ${undeclared.map((route) => `${route.method} ${route.path}`).join('\n  ')}`);
    }
    return found
      .flatMap(({ method, path, access }) => (access ? [{ method, path, access: accessLabel(access) }] : []))
      .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
  }

  private handlers(): { method: string; path: string; access: Access | undefined }[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (!metatype) return [];
      const prototype = metatype.prototype as object;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler: unknown = Reflect.get(prototype, name);
        if (typeof handler !== 'function') return [];
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
        return [{ method: RequestMethod[method], path: joined(pathOf(metatype), pathOf(handler)), access }];
      });
    });
  }
}

function pathOf(target: object): string {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return (Array.isArray(path) ? path[0] : path) ?? '';
}

function joined(...parts: string[]): string {
  const path = parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/');
  return `/api/${path}`.replace(/\/$/, '');
}
