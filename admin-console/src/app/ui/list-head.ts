import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { tenantScope } from '../core/tenant-scope';
import { Refresh } from './refresh';

/** The head of a list that is a page of its own, or a part of one tenant's pages under their head. Takes `[ovHeaderActions]`. */
@Component({
  selector: 'oc-list-head',
  imports: [NgTemplateOutlet, OvPageHeader, Refresh],
  template: `
    <ng-template #actions>
      <ng-content select="[ovHeaderActions]" />
      <oc-refresh [isLoading]="isLoading()" (refreshed)="refreshed.emit()" />
    </ng-template>
    @if (scope() === null) {
      <ov-page-header [heading]="heading()" [text]="text()">
        <ng-container ovHeaderActions [ngTemplateOutlet]="actions" />
      </ov-page-header>
    } @else {
      <div class="oc-part-head" data-actions>
        <h2>{{ partHeading() }}</h2>
        <div class="ov-row"><ng-container [ngTemplateOutlet]="actions" /></div>
      </div>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ListHead {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  /** What it is called below a tenant's name. */
  readonly partHeading = input.required<string>();
  readonly isLoading = input.required<boolean>();
  readonly refreshed = output<void>();

  protected readonly scope = tenantScope();
}
