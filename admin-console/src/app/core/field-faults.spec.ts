import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { fieldFaults } from './field-faults';

describe('fieldFaults', () => {
  const NAMES = { from: 'The first month', to: 'The last month' };
  const invalid = (...fields: readonly { path: string; message: string }[]) =>
    new ApiProblem({ code: 'request.invalid', status: 422, fields: fields.map((field) => ({ rule: 'invalid', ...field })) });

  it('says what is wrong with a field, by its name', () => {
    expect(fieldFaults(invalid({ path: 'from', message: 'must be a month as YYYY-MM' }), NAMES)).toBe(
      'The first month must be a month as YYYY-MM.',
    );
  });

  it('says it of several in a sentence each, and calls one without a name by its path', () => {
    const problem = invalid({ path: 'to', message: 'must not be before the first' }, { path: 'plan', message: 'is not known' });
    expect(fieldFaults(problem, NAMES)).toBe('The last month must not be before the first. plan is not known.');
  });

  it('sets a sentence of the schema library apart', () => {
    const problem = invalid({ path: 'to', message: 'Invalid option: expected one of "1"|"2"' });
    expect(fieldFaults(problem, NAMES)).toBe('The last month: Invalid option: expected one of "1"|"2".');
  });

  it('has nothing to say of a problem that is not about fields, nor of none', () => {
    expect(
      [invalid(), new ApiProblem({ code: 'service.unavailable', status: 503 }), null, undefined].map((one) => fieldFaults(one, NAMES)),
    ).toEqual([null, null, null, null]);
  });
});
