import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvLeaveFocus } from '@orbisvoice/shared-ui/data';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../analytics.strings';
import { ReportQueryStore } from '../report-query.store';

/** No conversation to count: the way to the first one, or out of a range or filter that holds none. */
@Component({
  selector: 'ov-nothing-yet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvEmpty, OvLeaveFocus, RouterLink],
  template: `
    @if (isFirst()) {
      <ov-empty icon="conversations" [heading]="s.never" [text]="s.neverText">
        <a ov-button variant="primary" routerLink="/agents">{{ s.embed }}</a>
      </ov-empty>
    } @else {
      <ov-empty icon="search" [heading]="s.none" [text]="s.noneText">
        @if (query.isNarrowed()) {
          <button ov-button ovLeaveFocus type="button" (click)="query.url.patch({ agentId: '', channel: '' })">{{ s.clear }}</button>
        }
        @if (query.range() !== '12m') {
          <button ov-button ovLeaveFocus type="button" (click)="query.choose('12m')">{{ s.wider }}</button>
        }
      </ov-empty>
    }
  `,
})
export class NothingYet {
  protected readonly query = inject(ReportQueryStore);
  protected readonly s = S.empty;
  /** Whether it is known that no agent has ever talked to anybody: all of them are there to be asked, and each says so. */
  protected readonly isFirst = computed(() => {
    const agents = this.query.agents.value();
    return (
      agents !== undefined && agents.items.length >= agents.total && agents.items.every(({ conversationCount }) => conversationCount === 0)
    );
  });
}
