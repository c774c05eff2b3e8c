import { HttpErrorResponse } from '@angular/common/http';
import { ERROR_CODES } from '@orbisvoice/shared-dto/values';
import { aProblem } from '../testing/page-harness';
import { ApiProblem } from './api-problem';
import { errorSentence } from './error-sentences';

describe('error sentences', () => {
  it.each(ERROR_CODES)('%s has one that ends like a sentence', (code) => expect(errorSentence(code)).toMatch(/^[A-Z].*[.!]$/));

  it('fill in what they are told', () => {
    expect(errorSentence('usage_limit_reached', { limit: 1000 })).toContain('1,000 conversations');
    expect(errorSentence('request.rate_limited', { retryAfterSeconds: 12 })).toContain('12 s');
  });
});

describe('ApiProblem', () => {
  it('takes code, fields and trace of a problem+json answer', () => {
    const body = aProblem('request.invalid', 422, { fields: [{ path: 'name', rule: 'x', message: 'is bad' }] });
    const problem = ApiProblem.from(new HttpErrorResponse({ status: 422, error: body }));
    expect(problem).toMatchObject({ code: 'request.invalid', status: 422, traceId: 'trace-1', fields: body.fields });
  });

  it.each([
    [0, 'service.unavailable'],
    [401, 'access.unauthenticated'],
    [403, 'access.forbidden'],
    [404, 'request.not_found'],
    [429, 'request.rate_limited'],
    [500, 'service.internal'],
    [503, 'service.unavailable'],
  ])('reads a bare %i as %s', (status, code) => {
    expect(ApiProblem.from(new HttpErrorResponse({ status, error: '<html>' })).code).toBe(code);
  });

  it('does not trust a code it does not know', () => {
    expect(ApiProblem.from(new HttpErrorResponse({ status: 500, error: { code: 'made.up', status: 500 } })).code).toBe('service.internal');
  });
});
