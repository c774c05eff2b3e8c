import { Injectable, type Signal } from '@angular/core';
import type { AdminSearch } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

/** Finds things of every kind by one text. */
@Injectable({ providedIn: 'root' })
export class PaletteApi {
  search(text: Signal<string | undefined>): ApiResource<AdminSearch> {
    return apiResource(() => (text() ? { path: 'admin/search', query: { q: text() } } : undefined));
  }
}
