import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { AdminUser } from '@orbisvoice/shared-dto';
import { lookup } from '../../../ui/lookup';
import { LookupPicker } from '../../../ui/lookup-picker';
import { PERSON } from '../audit.strings';

/** Finds a person by name or address and gives their id. */
@Component({
  selector: 'oc-person-picker',
  imports: [LookupPicker],
  template: `<oc-lookup-picker [words]="words" [value]="value()" [lookup]="people" (picked)="picked.emit($event)" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonPicker {
  /** The chosen person's id. */
  readonly value = input<string | null>(null);
  readonly picked = output<string | null>();

  protected readonly words = PERSON;
  protected readonly people = lookup<AdminUser>('admin/users', this.value, ({ email, tenantName }) => `${email} · ${tenantName}`);
}
