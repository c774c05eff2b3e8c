import { type INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type ErrorCode, RESTRICTED_PERMISSIONS, STAFF_PERMISSIONS } from '@orbisvoice/shared-dto/values';
import { NOT_WHILE_IMPERSONATING, WHILE_IMPERSONATING } from '../access/access.metadata.js';
import { type DeclaredHandler, declaredHandlers } from '../access/declared-handlers.js';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const FOR_STAFF: ReadonlySet<string> = new Set(STAFF_PERMISSIONS);
const OPEN_WHILE_RESTRICTED: ReadonlySet<string> = new Set(RESTRICTED_PERMISSIONS);

/**
 * Says at every route what the guards refuse there, beside a missing permission: a workspace that was stopped, and staff who act as somebody
 * else. Made of the finished routes: while a decorator runs, neither the method nor the marks beside it need be there.
 */
export function tellGuardAnswers(app: INestApplication, document: OpenAPIObject): void {
  for (const handler of declaredHandlers(app.get(DiscoveryService, { strict: false }), app.get(MetadataScanner, { strict: false }))) {
    const forbidden = responsesOf(document.paths[handler.path.replace(/:(\w+)/g, '{$1}')], handler.method)?.['403'];
    if (!forbidden) continue;
    const told = new Set(forbidden.description.match(/[\w.]+/g));
    const codes = refusalsOf(handler).filter((code) => !told.has(code));
    forbidden.description = [forbidden.description, ...codes.map((code) => `\`${code}\``)].join(', ');
  }
}

/** Whoever acts as somebody else, or belongs to a workspace that was stopped, has no staff permission: staff routes are closed by that. */
function refusalsOf({ access, handler, method }: DeclaredHandler): ErrorCode[] {
  if (access?.kind !== 'allow' || FOR_STAFF.has(access.permission)) return [];
  const has = (mark: symbol): boolean => Reflect.getMetadata(mark, handler) === true;
  const codes: ErrorCode[] = ['auth.account_banned'];
  if (!OPEN_WHILE_RESTRICTED.has(access.permission)) codes.push('tenants.suspended');
  if (has(NOT_WHILE_IMPERSONATING)) codes.push('access.impersonation_forbidden');
  else if (!READS.has(method) && !has(WHILE_IMPERSONATING)) codes.push('access.impersonation_read_only');
  return codes;
}

interface Responses {
  readonly [status: string]: { description: string } | undefined;
}

function responsesOf(path: object | undefined, method: string): Responses | undefined {
  const operation: unknown = path && Reflect.get(path, method.toLowerCase());
  return typeof operation === 'object' && operation !== null ? (Reflect.get(operation, 'responses') as Responses | undefined) : undefined;
}
