import type { WebhookTryError } from '@orbisvoice/shared-dto/values';

/** What Node and OpenSSL call it when a certificate is not to be trusted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME/;

/** Why a request came to nothing, from what it was refused with. */
export function tryErrorOf(error: unknown): WebhookTryError {
  const { name, code } = factsOf(error);
  if (name === 'RefusedAddressError') return 'not_public';
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return 'timed_out';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name_not_found';
  return CERTIFICATE.test(code) ? 'certificate' : 'no_connection';
}

function factsOf(error: unknown): { readonly name: string; readonly code: string } {
  if (typeof error !== 'object' || error === null) return { name: '', code: '' };
  return { name: 'name' in error ? String(error.name) : '', code: 'code' in error ? String(error.code) : '' };
}
