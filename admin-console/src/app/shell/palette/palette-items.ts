import type { AdminSearch, AdminSearchHit } from '@orbisvoice/shared-dto';
import type { SearchKind } from '@orbisvoice/shared-dto/values';
import type { IconName } from '@orbisvoice/shared-ui/ui';

/** One thing the palette offers. */
export interface PaletteItem {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: IconName;
  readonly run: () => void;
  /** When a thing was, for those that are told apart by it. */
  readonly at?: string | null;
}

export interface PaletteGroup {
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

const words = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** Items that have every word somewhere; those that begin with what was typed come first. */
export function matching(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  const wanted = words(typed);
  const isBeginning = ({ label }: PaletteItem): boolean => label.toLowerCase().startsWith(typed.trim().toLowerCase());
  const found = items.filter(({ label, detail }) => wanted.every((word) => `${label} ${detail}`.toLowerCase().includes(word)));
  return [...found.filter(isBeginning), ...found.filter((item) => !isBeginning(item))];
}

const ICONS: Readonly<Record<SearchKind, IconName>> = {
  tenant: 'tenants',
  user: 'user',
  email: 'mail',
  stripe_event: 'webhook',
  audit_entry: 'audit',
};

/** Where what was found is looked at. Without a page for people, a person is found with their tenant. */
export function linkOfHit(kind: SearchKind, { id, tenantId }: AdminSearchHit, hasUsers: boolean): string {
  const links: Readonly<Record<SearchKind, string>> = {
    tenant: `/tenants/${id}`,
    user: hasUsers ? `/users/${id}` : `/tenants/${tenantId}`,
    email: `/emails/log/${id}`,
    stripe_event: `/billing/events/${id}`,
    audit_entry: `/audit?id=${id}`,
  };
  return links[kind];
}

/** The list that shows all of a kind, where it can be searched by the same text. */
export function listOf(kind: SearchKind, typed: string, hasUsers: boolean): string | null {
  const text = encodeURIComponent(typed);
  if (kind === 'tenant') return `/tenants?search=${text}`;
  if (kind === 'user' && hasUsers) return `/users?search=${text}`;
  return kind === 'email' ? `/emails/log?recipient=${text}*` : null;
}

/** Items of what the server found. `go` navigates. */
export function itemsOfGroup(
  { kind, hits }: AdminSearch['groups'][number],
  { go, titleOf, hasUsers }: { go: (url: string) => void; titleOf: (kind: SearchKind, title: string) => string; hasUsers: boolean },
): PaletteItem[] {
  return hits.map((hit) => ({
    key: `${kind}:${hit.id}`,
    label: titleOf(kind, hit.title),
    detail: [hit.detail, kind === 'tenant' ? null : hit.tenantName].filter(Boolean).join(' · '),
    icon: ICONS[kind],
    run: () => go(linkOfHit(kind, hit, hasUsers)),
    at: hit.at,
  }));
}
