import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, type MetadataScanner } from '@nestjs/core';
import { type Access, ACCESS } from './access.metadata.js';

/** A method of a controller that answers a route. */
export interface DeclaredHandler {
  readonly controller: object;
  readonly handler: (...parameters: unknown[]) => unknown;
  readonly method: string;
  readonly path: string;
  /** Undefined for a route that does not say who may call it. */
  readonly access: Access | undefined;
}

/** Every route of every controller, as declared. */
export function declaredHandlers(discovery: DiscoveryService, scanner: MetadataScanner): DeclaredHandler[] {
  return discovery.getControllers().flatMap(({ metatype, instance }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as object;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler: unknown = Reflect.get(prototype, name);
      if (!isCallable(handler)) return [];
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
      const path = joined(pathOf(metatype), pathOf(handler));
      return [{ controller: instance as object, handler, method: RequestMethod[method], path, access }];
    });
  });
}

const isCallable = (value: unknown): value is DeclaredHandler['handler'] => typeof value === 'function';

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
