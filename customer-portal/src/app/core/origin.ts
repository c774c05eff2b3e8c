import { computed, inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, type UrlTree } from '@angular/router';
import { urlState } from '@orbisvoice/shared-ui/core';

/** Where a list of rows can have been opened from, the narrowest first, and what the way back is called. */
const PLACES = [
  ['/analytics/tool-calls', 'Back to the tool calls'],
  ['/analytics/visits', 'Back to the visits'],
  ['/analytics', 'Back to the report'],
  ['/conversations', 'Back to the list'],
] as const;

/** The way back to what led here, its filters included. */
interface WayBack {
  readonly link: UrlTree;
  readonly label: string;
}

/** The address of this page with its filters: what a page that it leads to takes as its origin. */
export function ownAddress(): Signal<string> {
  const router = inject(Router);
  const params = toSignal(inject(ActivatedRoute).queryParamMap);
  return computed(() => {
    params();
    return router.url;
  });
}

/** The way back as the address says it (`origin`); null where it says none, or none of ours. */
export function wayBack(): Signal<WayBack | null> {
  const router = inject(Router);
  const url = urlState({ origin: '' });
  return computed(() => {
    const { origin } = url.value();
    const place = PLACES.find(([path]) => origin === path || origin.startsWith(`${path}?`) || origin.startsWith(`${path}/`));
    const link = place && parsed(router, origin);
    return link ? { link, label: place[1] } : null;
  });
}

/** Anybody can write an address: what cannot be read is no way. */
function parsed(router: Router, address: string): UrlTree | null {
  try {
    return router.parseUrl(address);
  } catch {
    return null;
  }
}
