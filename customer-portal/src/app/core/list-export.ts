import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { CreateExport } from '@orbisvoice/shared-dto';
import type { ExportDataset } from '@orbisvoice/shared-dto/values';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { FileOrders } from './file-orders';

/** What narrows a file; what is empty or missing narrows nothing. */
export type FileFilters = { readonly [K in keyof CreateExport['filters']]: CreateExport['filters'][K] | '' | null };

/** Takes a list along as it is: a file of its rows by the same filters. */
@Component({
  selector: 'ov-list-export',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  providers: [FileOrders],
  template: `
    @if (mayOrder()) {
      <button ov-button type="button" [size]="size()" [isLoading]="orders.pending() !== null" (click)="start()">
        <ov-icon name="download" />{{ label }}
      </button>
    }
  `,
})
export class ListExport {
  readonly dataset = input.required<ExportDataset>();
  /** By what the list is narrowed, asked for at the moment of the click: days without a name end with today. */
  readonly filters = input.required<() => FileFilters>();
  readonly size = input<'s' | 'm'>('m');
  protected readonly label = 'Export CSV';
  protected readonly orders = inject(FileOrders);
  protected readonly mayOrder = computed(() => this.orders.mayOrder(this.dataset()));

  protected start(): Promise<void> {
    const given = Object.entries(this.filters()()).filter(([, value]) => value !== undefined && value !== null && value !== '');
    return this.orders.order({ dataset: this.dataset(), format: 'csv', filters: Object.fromEntries(given) });
  }
}
