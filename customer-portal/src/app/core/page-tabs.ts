import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive, type IsActiveMatchOptions, type QueryParamsHandling } from '@angular/router';

interface PageTab {
  readonly link: string;
  readonly label: string;
}

/** The pages of one area, below its heading. */
@Component({
  selector: 'ov-page-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav class="tabs" [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.link) {
        <a
          [routerLink]="tab.link"
          [queryParamsHandling]="query()"
          routerLinkActive="tab-now"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="exact"
          >{{ tab.label }}</a
        >
      }
    </nav>
  `,
})
export class PageTabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly PageTab[]>();
  /** Whether the query goes along from page to page, where all of them answer the same question. */
  readonly query = input<QueryParamsHandling | null>(null);

  protected readonly exact: IsActiveMatchOptions = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' };
}
