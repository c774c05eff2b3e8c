import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { OvCell, OvPager, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvCard, OvCopyButton, OvStat } from '@orbisvoice/shared-ui/ui';
import { ReferralsStore } from '../referrals.store';
import { REFERRAL_LABELS, S } from '../referrals.strings';
import { ChannelLink } from '../ui/channel-link';

const COLUMNS: readonly Column[] = [
  { key: 'company', label: S.columns.company },
  { key: 'channel', label: S.columns.channel },
  { key: 'status', label: S.columns.status },
  { key: 'signedUp', label: S.columns.signedUp },
  { key: 'converted', label: S.columns.converted },
];

/** The link to share, and what came of it. */
@Component({
  selector: 'ov-referrals-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ChannelLink,
    OvAsync,
    OvBadge,
    OvCard,
    OvCell,
    OvCopyButton,
    OvDatePipe,
    OvEmpty,
    OvPageHeader,
    OvPager,
    OvReady,
    OvStat,
    OvTable,
  ],
  providers: [ReferralsStore],
  template: `
    <ov-page-header [heading]="s.heading" [text]="s.text" />
    <div class="ov-stack">
      <ov-async [of]="store.code" kind="block" [lines]="1">
        <ng-template [ovReady]="store.code" let-now>
          <div class="account-pair">
            <ov-card [heading]="s.link">
              <ov-copy-button ovCardActions variant="strong" [text]="now.url" [what]="s.linkWhat" />
              <code class="ov-code">{{ now.url }}</code>
              <p class="ov-row ov-small referral-code">
                <span class="ov-muted">{{ s.code }}</span> <code>{{ now.code }}</code>
              </p>
            </ov-card>
            <section class="ov-stat-strip">
              <ov-stat [label]="s.signedUp" [value]="number(now.signedUp)" />
              <ov-stat [label]="s.converted" [value]="number(now.converted)" />
            </section>
            <ov-channel-link [url]="now.url" />
          </div>
        </ng-template>
      </ov-async>
      <ov-card isFlush [heading]="s.list">
        <ov-async [of]="store.referrals">
          <ng-template [ovReady]="store.referrals" let-page>
            @if (page.items.length > 0) {
              <ov-table [caption]="s.list" [columns]="columns" [rows]="page.items" [isLoading]="store.referrals.isLoading()">
                <ng-template ovCell="company" [of]="page.items" let-row
                  ><b>{{ row.company }}</b></ng-template
                >
                <ng-template ovCell="channel" [of]="page.items" let-row>{{ row.channel }}</ng-template>
                <ng-template ovCell="status" [of]="page.items" let-row>
                  <ov-badge [tone]="statuses[row.status].tone">{{ statuses[row.status].label }}</ov-badge>
                </ng-template>
                <ng-template ovCell="signedUp" [of]="page.items" let-row>{{ row.signedUpAt | ovDate }}</ng-template>
                <ng-template ovCell="converted" [of]="page.items" let-row>{{ row.convertedAt | ovDate }}</ng-template>
              </ov-table>
              <ov-pager
                [page]="page.page"
                [pageSize]="page.pageSize"
                [total]="page.total"
                (pageChange)="store.url.patch({ page: $event })"
              />
            } @else {
              <ov-empty icon="gift" [heading]="s.empty.heading" [text]="s.empty.text" />
            }
          </ng-template>
        </ov-async>
      </ov-card>
    </div>
  `,
})
export default class ReferralsPage {
  protected readonly store = inject(ReferralsStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly statuses = REFERRAL_LABELS;
  protected readonly number = formatNumber;
}
