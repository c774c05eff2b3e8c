import {
  applyDecorators,
  HttpCode,
  HttpStatus,
  SerializeOptions,
  SetMetadata,
  StandardSchemaSerializerInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Problem } from '@orbisvoice/shared-dto';
import { type ErrorCode, type Permission, type StaffPermission } from '@orbisvoice/shared-dto/values';
import { type ZodType } from 'zod';
import { type Access, ACCESS } from '../access/access.metadata.js';
import { statusOf } from '../errors/error-registry.js';
// decorators run while files load: without the statuses first, every common error would be documented as a 500
import '../errors/platform.errors.js';
import { compiledAnswer } from './compiled-answer.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IDEMPOTENT, type Idempotency } from './idempotency.metadata.js';

/** Exactly one of the three says who may call. */
type Caller = { allow: Permission | StaffPermission } | { public: true } | { gateway: string };

export type EndpointOptions = Caller & {
  /** What the route does, as the API docs say it. */
  summary: string;
  /** Schema of the answer; null for 204. Keys it does not name never leave. */
  ok: ZodType | null;
  status?: number;
  /** Content types of an answer that is a file, in place of a schema: it is streamed as it is. */
  file?: readonly string[];
  /** Media type of an answer that is no JSON, such as a page; `ok` is null then. */
  mediaType?: string;
  /** Codes of the module this route can answer with; those every route has are added. */
  errors?: readonly ErrorCode[];
  /** Writes the answer with a serialiser compiled at boot instead of zod. */
  isHot?: boolean;
  /** Problems of a status that say more than every problem does: the schema of their document. */
  problems?: Readonly<Record<number, ZodType>>;
  /** Honour `Idempotency-Key`; `required` refuses a call without one. */
  idempotent?: boolean | 'required';
};

/** Declares a route in one line: who may call, what comes back, what can go wrong. Feeds guards, serialiser and OpenAPI alike. */
export function ApiEndpoint(options: EndpointOptions): MethodDecorator {
  const status = options.status ?? (options.ok || options.file ? HttpStatus.OK : HttpStatus.NO_CONTENT);
  const access = accessOf(options);
  return applyDecorators(
    SetMetadata(ACCESS, access),
    HttpCode(status),
    ApiOperation({
      summary: options.summary,
      ...(access.kind === 'allow' && { description: `Needs permission \`${access.permission}\`.` }),
    }),
    options.ok
      ? applyDecorators(
          serialiser(options.ok, status, options.isHot ?? access.kind === 'gateway'),
          ApiResponse({ status, standardSchema: options.ok }),
        )
      : ApiResponse({ status, ...answerWithoutSchema(options) }),
    ...(access.kind === 'allow' ? [ApiBearerAuth()] : []),
    ...idempotencyOf(options.idempotent),
    ...problems([...commonErrors(access), ...(options.errors ?? [])], options.problems),
  );
}

const textOf = (mediaType: string) => ({ [mediaType]: { schema: { type: 'string' as const } } });

/** How the API docs tell of an answer that is no JSON: a file, a page, or nothing. */
function answerWithoutSchema({ file, mediaType }: EndpointOptions) {
  if (file) return { description: 'A file', content: Object.assign({}, ...file.map(textOf)) as ReturnType<typeof textOf> };
  return { description: 'Done', ...(mediaType && { content: textOf(mediaType) }) };
}

/** Interceptors stand on the routes that need them: a global one costs every request a chain of observables. This one is to be the first. */
const serialiser = (schema: ZodType, status: number, isHot = false): MethodDecorator =>
  isHot
    ? RouteSchema({ response: { [status]: compiledAnswer(schema) } })
    : applyDecorators(SerializeOptions({ schema }), UseInterceptors(StandardSchemaSerializerInterceptor));

function accessOf(options: EndpointOptions): Access {
  if ('allow' in options) return { kind: 'allow', permission: options.allow };
  return 'gateway' in options ? { kind: 'gateway', system: options.gateway } : { kind: 'public' };
}

const commonErrors = (access: Access): ErrorCode[] =>
  access.kind === 'allow'
    ? ['request.invalid', 'request.rate_limited', 'access.unauthenticated', 'access.forbidden']
    : ['request.invalid', 'request.rate_limited'];

function idempotencyOf(idempotent: EndpointOptions['idempotent']): (ClassDecorator & MethodDecorator)[] {
  if (!idempotent) return [];
  const mode: Idempotency = idempotent === 'required' ? 'required' : 'optional';
  const description = 'The same operation always sends the same key; a repeat gets the first answer again.';
  return [
    SetMetadata(IDEMPOTENT, mode),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({ name: 'Idempotency-Key', required: mode === 'required', description, schema: { type: 'string', maxLength: 255 } }),
  ];
}

function problems(codes: readonly ErrorCode[], special: EndpointOptions['problems'] = {}): MethodDecorator[] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  return [...byStatus].map(([status, list]) =>
    ApiResponse({ status, description: list.map((code) => `\`${code}\``).join(', '), standardSchema: special[status] ?? Problem }),
  );
}
