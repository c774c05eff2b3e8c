import { type INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type ErrorCode, STAFF_PERMISSIONS } from '@orbisvoice/shared-dto/values';
import { NOT_WHILE_IMPERSONATING, WHILE_IMPERSONATING } from '../access/access.metadata.js';
import { type DeclaredHandler, declaredHandlers } from '../access/declared-handlers.js';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const FOR_STAFF: ReadonlySet<string> = new Set(STAFF_PERMISSIONS);

/** Says at every route what staff are answered there who act as somebody else. Made of the finished routes: a decorator knows no method yet. */
export function tellImpersonation(app: INestApplication, document: OpenAPIObject): void {
  for (const handler of declaredHandlers(app.get(DiscoveryService, { strict: false }), app.get(MetadataScanner, { strict: false }))) {
    const code = refusalOf(handler);
    const path = document.paths[handler.path.replace(/:(\w+)/g, '{$1}')];
    const forbidden = code && responsesOf(path, handler.method)?.['403'];
    if (forbidden) forbidden.description = `${forbidden.description}, \`${code}\``;
  }
}

/** Whoever acts as somebody else has no staff permission: staff routes are closed to them by that. */
function refusalOf({ access, handler, method }: DeclaredHandler): ErrorCode | null {
  if (access?.kind !== 'allow' || FOR_STAFF.has(access.permission)) return null;
  const has = (mark: symbol): boolean => Reflect.getMetadata(mark, handler) === true;
  if (has(NOT_WHILE_IMPERSONATING)) return 'access.impersonation_forbidden';
  return READS.has(method) || has(WHILE_IMPERSONATING) ? null : 'access.impersonation_read_only';
}

interface Responses {
  readonly [status: string]: { description: string } | undefined;
}

function responsesOf(path: object | undefined, method: string): Responses | undefined {
  const operation: unknown = path && Reflect.get(path, method.toLowerCase());
  return typeof operation === 'object' && operation !== null ? (Reflect.get(operation, 'responses') as Responses | undefined) : undefined;
}
