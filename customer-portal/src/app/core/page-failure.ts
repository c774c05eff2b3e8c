import { inject } from '@angular/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { S } from '../strings';

/** The page's code could not be fetched: no network, or it is gone after an update. Without a word the click would look lost. */
export function sayPageFailed(): void {
  inject(ToastService).show({ text: S.pageFailed, tone: 'danger' });
}
