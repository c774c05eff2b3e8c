import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../analytics.strings';
import { ReportQueryStore } from '../report-query.store';

/** No conversation to count: the way to the first one, or out of a range or filter that holds none. */
@Component({
  selector: 'ov-nothing-yet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvEmpty, RouterLink],
  template: `
    @if (hadAny()) {
      <ov-empty icon="search" [heading]="s.none" [text]="s.noneText">
        @if (query.isNarrowed()) {
          <button ov-button type="button" (click)="query.url.patch({ agentId: '', channel: '' })">{{ s.clear }}</button>
        }
        @if (query.range() !== '12m') {
          <button ov-button type="button" (click)="query.choose('12m')">{{ s.wider }}</button>
        }
      </ov-empty>
    } @else {
      <ov-empty icon="conversations" [heading]="s.never" [text]="s.neverText">
        <a ov-button variant="primary" routerLink="/agents">{{ s.embed }}</a>
      </ov-empty>
    }
  `,
})
export class NothingYet {
  protected readonly query = inject(ReportQueryStore);
  protected readonly s = S.empty;
  /** Whether any agent has ever talked to anybody; while that is not known, nothing is claimed. */
  protected readonly hadAny = computed(
    () => this.query.agents.value()?.items.some(({ conversationCount }) => conversationCount > 0) ?? true,
  );
}
