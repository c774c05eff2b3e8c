import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

export interface SubNavLink {
  readonly link: readonly string[];
  readonly label: string;
  /** For a page that shows many things, of which this is one. */
  readonly query?: Readonly<Record<string, string>>;
  /** Whether pages below it belong to another link of the row. */
  readonly isExact?: boolean;
}

/** The pages of one area, in a row above the heading. */
@Component({
  selector: 'oc-sub-nav',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav class="oc-sub-nav" [attr.aria-label]="label()">
      @for (item of links(); track item.label) {
        <a
          [routerLink]="item.link"
          [queryParams]="item.query"
          routerLinkActive
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="item.isExact ? exact : below"
          >{{ item.label }}</a
        >
      }
    </nav>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SubNav {
  readonly label = input.required<string>();
  readonly links = input.required<readonly SubNavLink[]>();

  protected readonly exact = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;
  protected readonly below = { ...this.exact, paths: 'subset' } as const;
}
