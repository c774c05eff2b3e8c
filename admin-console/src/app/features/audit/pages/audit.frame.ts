import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SubNav } from '../../../ui/sub-nav';
import { AUDIT, INTEGRITY } from '../audit.strings';

/** The row of audit pages above whichever of them is open. */
@Component({
  selector: 'oc-audit-frame',
  imports: [RouterOutlet, SubNav],
  template: `<oc-sub-nav [label]="words.nav" [links]="links" /><router-outlet />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditFrame {
  protected readonly words = AUDIT;
  protected readonly links = [
    { link: ['/audit'], label: AUDIT.entries, isExact: true },
    { link: ['/audit/integrity'], label: INTEGRITY.title },
  ];
}
