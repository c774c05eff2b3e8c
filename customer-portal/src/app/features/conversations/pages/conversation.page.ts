import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { ConversationDetail } from '@orbisvoice/shared-dto';
import { ApiProblem, SessionStore, apiResource } from '@orbisvoice/shared-ui/core';
import { ConfirmService, OvAsync, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { wayBack } from '../../../core/origin';
import { OUTCOME_LABELS, STATUS_LABELS } from '../../../core/conversation-labels';
import { ConversationsApi } from '../conversations.api';
import { S } from '../conversations.strings';
import { ConversationFacts } from '../ui/conversation-facts';
import { ToolList } from '../ui/tool-list';
import { Transcript } from '../ui/transcript';

/** One conversation: what was said, which tools ran, and the facts around it. */
@Component({
  selector: 'ov-conversation-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConversationFacts, OvAsync, OvBadge, OvButton, OvCard, OvIcon, OvPageHeader, OvReady, ToolList, Transcript],
  template: `
    <ov-page-header [backLink]="back()?.link ?? '/conversations'" [backLabel]="back()?.label ?? s.heading" [heading]="heading()">
      @if (conversation.value(); as now) {
        <span ovHeaderBadge class="ov-row">
          <ov-badge [tone]="statuses[now.status].tone">{{ statuses[now.status].label }}</ov-badge>
          <ov-badge [tone]="outcomes[now.outcome].tone">{{ outcomes[now.outcome].label }}</ov-badge>
        </span>
      }
      @if (canDelete && conversation.value(); as now) {
        <button ovHeaderActions ov-button type="button" variant="danger" (click)="remove(now)">
          <ov-icon name="delete" />{{ s.remove.action }}
        </button>
      }
    </ov-page-header>
    <ov-async [of]="conversation" kind="block" [lines]="3">
      <ng-template [ovReady]="conversation" let-now>
        <div class="agent-columns">
          <ov-card [heading]="s.detail.transcript"><ov-transcript [turns]="now.turns" /></ov-card>
          <div class="agent-side">
            <ov-card [heading]="s.detail.facts"><ov-conversation-facts [conversation]="now" /></ov-card>
            <ov-card [heading]="s.detail.tools"><ov-tool-list [executions]="now.toolExecutions" /></ov-card>
          </div>
        </div>
      </ng-template>
    </ov-async>
  `,
})
export default class ConversationPage {
  readonly id = input.required<string>();
  protected readonly s = S;
  protected readonly back = wayBack();
  protected readonly statuses = STATUS_LABELS;
  protected readonly outcomes = OUTCOME_LABELS;
  protected readonly canDelete = inject(SessionStore).can('conversations.delete');
  private readonly api = inject(ConversationsApi);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);

  protected readonly conversation = apiResource<ConversationDetail>(() => this.api.one(this.id()));
  protected readonly heading = computed(() => {
    const now = this.conversation.value();
    return now ? S.detail.heading(now.agentName) : S.heading;
  });

  protected async remove({ id }: ConversationDetail): Promise<void> {
    const { heading, text, consequences, confirm: confirmLabel } = S.remove;
    if (!(await this.confirm.ask({ heading, text, consequences, confirmLabel, isDangerous: true }))) return;
    try {
      await this.api.remove(id);
      this.toasts.show({ text: S.remove.done });
      await this.router.navigateByUrl(this.back()?.link ?? '/conversations');
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
