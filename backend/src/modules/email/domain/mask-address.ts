const HIDDEN = '•••';

/** `ada@example.com` → `a•••@example.com`: enough to recognise somebody, not enough to write to them. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? HIDDEN : `${Array.from(address)[0] ?? ''}${HIDDEN}${address.slice(at)}`;
}
