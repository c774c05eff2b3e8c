import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { AdminTenant } from '@orbisvoice/shared-dto';
import { STRINGS } from '../core/strings';
import { TenantLookupApi } from '../core/tenant-lookup.api';

let count = 0;

/** A combobox that finds a tenant by name and gives its id (ARIA authoring practices: editable, list autocomplete). */
@Component({
  selector: 'oc-tenant-picker',
  templateUrl: './tenant-picker.html',
  host: { '(focusout)': 'leave($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantPicker {
  /** The chosen tenant's id. */
  readonly value = input<string | null>(null);
  readonly picked = output<string | null>();

  protected readonly words = STRINGS.filters;
  protected readonly id = `oc-tenant-picker-${++count}`;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly api = inject(TenantLookupApi);
  private readonly chosen = this.api.byId(this.value);
  private readonly search = signal<string | undefined>(undefined);
  private readonly found = this.api.matching(this.search);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly isOpen = signal(false);
  protected readonly options = computed<readonly AdminTenant[]>(() => this.found.value()?.items ?? []);
  protected readonly isSearching = computed(() => this.found.isLoading());
  protected readonly active = linkedSignal<readonly AdminTenant[], number>({ source: this.options, computation: () => -1 });
  /** The field shows the chosen tenant's name, or its id until the name is known (or when it is no longer there). */
  protected readonly text = computed(() => {
    const id = this.value();
    if (id === null) return '';
    return this.chosen.value()?.name ?? (this.chosen.isLoading() ? '' : id);
  });
  protected readonly activeId = computed(() => (this.isOpen() && this.active() >= 0 ? `${this.id}-${this.active()}` : null));

  /** Puts the cursor into the field. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected type(text: string): void {
    clearTimeout(this.timer);
    const trimmed = text.trim();
    if (!trimmed) {
      this.isOpen.set(false);
      if (this.value() !== null) this.picked.emit(null);
      return;
    }
    this.timer = setTimeout(() => {
      this.search.set(trimmed.slice(0, 100));
      this.isOpen.set(true);
    }, 200);
  }

  protected keydown(event: KeyboardEvent): void {
    const last = this.options().length - 1;
    if (event.key === 'Escape') this.reset();
    else if (event.key === 'Enter' && this.isOpen() && this.active() >= 0) this.choose(this.options()[this.active()]);
    else if (event.key === 'ArrowDown' && last >= 0) this.move(this.active() >= last ? 0 : this.active() + 1);
    else if (event.key === 'ArrowUp' && last >= 0) this.move(this.active() <= 0 ? last : this.active() - 1);
    else return;
    event.preventDefault();
  }

  protected choose(tenant: AdminTenant | undefined): void {
    if (!tenant) return;
    this.isOpen.set(false);
    this.field().nativeElement.value = tenant.name;
    this.picked.emit(tenant.id);
  }

  protected clear(): void {
    this.reset();
    this.field().nativeElement.value = '';
    this.picked.emit(null);
    this.focus();
  }

  protected leave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !this.host.contains(next)) this.reset();
  }

  /** Half-typed text would look like a filter that is not there: the field returns to what is really chosen. */
  private reset(): void {
    clearTimeout(this.timer);
    this.isOpen.set(false);
    this.field().nativeElement.value = this.text();
  }

  private move(to: number): void {
    this.isOpen.set(true);
    this.active.set(to);
  }
}
