/** What a cookie of ours may say of itself; all of them are out of reach for scripts and for other sites. */
export interface CookieOptions {
  readonly path: string;
  readonly maxAgeSeconds: number;
  readonly isSecure: boolean;
}

/** The characters RFC 6265 §4.1.1 allows in a value, without quotes. Ours are base64url and dots. */
const VALUE = /^[\w!#$%&'()*+\-./:<=>?@[\]^`{|}~]*$/;

/** One cookie of a `Cookie` header; null when it is not there. The first wins, as browsers send the most specific path first. */
export function cookieFrom(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/**
 * A `Set-Cookie` header.
 * @throws TypeError for a value that would need encoding: none of ours does, so it is a mistake
 */
export function setCookie(name: string, value: string, { path, maxAgeSeconds, isSecure }: CookieOptions): string {
  if (!VALUE.test(value)) throw new TypeError(`cookie ${name}: value not allowed`);
  return `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=${path}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}
