import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ToolExecution } from '@orbisvoice/shared-dto';
import { OvMillisecondsPipe } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { TOOL_LABELS } from '../../../core/conversation-labels';
import { S } from '../conversations.strings';

/** Which tools the agent called, and how each attempt went. */
@Component({
  selector: 'ov-tool-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvMillisecondsPipe],
  template: `
    <ul class="ov-stack-s" role="list">
      @for (execution of executions(); track execution.id) {
        <li class="tool">
          <div class="ov-spread">
            <span class="ov-row">
              <code>{{ execution.name }}</code>
              @if (attempts().get(execution.callId); as all) {
                <span class="ov-small ov-muted">{{ s.attempt(execution.attempt, all) }}</span>
              }
            </span>
            <span class="ov-row ov-small">
              <span class="ov-mono">{{ execution.durationMs | ovMilliseconds }}</span>
              <ov-badge [tone]="statuses[execution.status].tone">{{ statuses[execution.status].label }}</ov-badge>
            </span>
          </div>
          @if (execution.callId; as id) {
            <p class="ov-small ov-muted">{{ s.call(id) }}</p>
          }
          @if (execution.error; as error) {
            <p class="ov-small ov-muted">{{ error }}</p>
          }
        </li>
      } @empty {
        <li class="ov-muted ov-small">{{ s.noTools }}</li>
      }
    </ul>
  `,
})
export class ToolList {
  readonly executions = input.required<readonly ToolExecution[]>();
  /** How many attempts each call had that was retried. */
  protected readonly attempts = computed(
    () => new Map(this.executions().flatMap(({ callId, attempt, isLast }) => (isLast && attempt > 1 ? [[callId, attempt] as const] : []))),
  );
  protected readonly s = S.detail;
  protected readonly statuses = TOOL_LABELS;
}
