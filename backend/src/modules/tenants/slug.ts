const SLUG_MAX = 40;

/**
 * A readable name for addresses: lower-case ASCII words joined by hyphens. Names in other scripts leave nothing over,
 * hence the fallback.
 */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-');
  return words.slice(0, SLUG_MAX).replace(/-$/, '') || 'workspace';
}
