import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { TENANT } from '../tenants.strings';

/** There is no such tenant, with the way to those that there are. */
@Component({
  selector: 'oc-tenant-missing',
  imports: [OvButton, OvEmpty, RouterLink],
  template: `
    <ov-empty icon="tenants" [heading]="words.notFound" [text]="words.notFoundText">
      <a ov-button routerLink="/tenants">{{ words.allTenants }}</a>
    </ov-empty>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantMissing {
  protected readonly words = TENANT;
}
