import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { ConfirmService } from '../feedback/confirm.service';
import { UI } from '../ui-strings';

/** A page that can hold work that is not saved yet. */
export interface MayHaveUnsaved {
  hasUnsaved(): boolean;
}

/** Asks before leaving a page with unsaved changes. */
export const unsavedGuard: CanDeactivateFn<MayHaveUnsaved> = (page) => {
  if (!page.hasUnsaved()) return true;
  return inject(ConfirmService).ask({
    heading: UI.unsavedTitle,
    text: UI.unsavedText,
    confirmLabel: UI.unsavedLeave,
    isDangerous: true,
  });
};
