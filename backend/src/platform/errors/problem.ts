import { HttpException } from '@nestjs/common';
import { type Problem } from '@orbisvoice/shared-dto';
import { type ErrorCode } from '@orbisvoice/shared-dto/values';
import { STATUS_CODES } from 'node:http';
import { DomainError } from './domain-error.js';
import { isDatabaseDown } from '../database/database-errors.js';
import { statusOf } from './error-registry.js';

/** Fastify's own codes for what goes wrong before a handler runs. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed_json',
  FST_ERR_BAD_URL: 'request.not_found',
};

const STATUS_TO_CODE: Readonly<Record<number, ErrorCode>> = {
  400: 'request.malformed_json',
  401: 'access.unauthenticated',
  403: 'access.forbidden',
  404: 'request.not_found',
  405: 'request.method_not_allowed',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
  429: 'request.rate_limited',
  503: 'service.unavailable',
};

/** Any thrown thing as a refusal of the closed list. What nobody foresaw is `service.internal` and tells nothing of its inside. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const schemaErrors = schemaErrorsOf(error);
  if (schemaErrors) return new DomainError('request.invalid', {}, schemaErrors);
  if (isDatabaseDown(error)) return new DomainError('service.unavailable');
  const code = typeof error === 'object' && error !== null ? FASTIFY_CODES[String(Reflect.get(error, 'code'))] : undefined;
  if (code) return new DomainError(code);
  const status = error instanceof HttpException ? error.getStatus() : clientStatusOf(error);
  return new DomainError(STATUS_TO_CODE[status] ?? 'service.internal');
}

/** The problem+json document of a refusal. */
export function toProblem(error: DomainError, traceId: string, docsUrl: string): Problem {
  const status = statusOf(error.code);
  return {
    type: `${docsUrl}#${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error.code,
    traceId,
    ...(error.fields.length > 0 && { fields: [...error.fields] }),
    ...(Object.keys(error.params).length > 0 && { params: { ...error.params } }),
    ...(error.details !== null && { details: { ...error.details } }),
  };
}

/** Errors of Fastify's compiled schemas (hot routes) in the shape zod's get. */
function schemaErrorsOf(error: unknown): { path: string; rule: string; message: string }[] | null {
  if (typeof error !== 'object' || error === null) return null;
  const validation: unknown = Reflect.get(error, 'validation');
  if (!Array.isArray(validation)) return null;
  return (validation as { instancePath?: string; keyword?: string; message?: string; params?: Record<string, unknown> }[]).map((issue) => ({
    path: [...(issue.instancePath ?? '').split('/').filter(Boolean), ...named(issue.params)].join('.'),
    rule: issue.keyword ?? 'invalid',
    message: issue.message ?? 'is invalid',
  }));
}

const named = (params: Record<string, unknown> | undefined): string[] =>
  [params?.['missingProperty'], params?.['additionalProperty']].filter((name): name is string => typeof name === 'string');

/**
 * Raw Fastify errors carry a statusCode; only 4xx is believed. Errors of clients that we use carry one too (Stripe's do): what somebody else
 * refused us is not the caller's fault.
 */
function clientStatusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  const isFastifys = String(Reflect.get(error, 'code')).startsWith('FST_') || Reflect.get(error, 'expose') === true;
  if (!isFastifys) return 500;
  const status: unknown = Reflect.get(error, 'statusCode');
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
