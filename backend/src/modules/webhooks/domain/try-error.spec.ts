import { tryErrorOf } from './try-error.js';

const coded = (code: string, name = 'Error'): Error => Object.assign(new Error('x'), { code, name });

describe('why a try came to nothing', () => {
  it.each([
    [coded('', 'RefusedAddressError'), 'not_public'],
    [coded('ABORT_ERR', 'AbortError'), 'timed_out'],
    [new DOMException('late', 'TimeoutError'), 'timed_out'],
    [coded('ETIMEDOUT'), 'timed_out'],
    [coded('ENOTFOUND'), 'name_not_found'],
    [coded('EAI_AGAIN'), 'name_not_found'],
    [coded('ECONNREFUSED'), 'no_connection'],
    [coded('ECONNRESET'), 'no_connection'],
    [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate'],
    [coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'certificate'],
    [coded('CERT_HAS_EXPIRED'), 'certificate'],
    [coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate'],
    ['a text', 'no_connection'],
  ] as const)('%s', (error, expected) => expect(tryErrorOf(error)).toBe(expected));
});
