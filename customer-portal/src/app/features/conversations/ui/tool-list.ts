import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ToolExecution } from '@orbisvoice/shared-dto';
import { OvMillisecondsPipe } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { TOOL_LABELS } from '../../../core/conversation-labels';
import { S } from '../conversations.strings';

/** Which tools the agent called, and how that went. */
@Component({
  selector: 'ov-tool-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvMillisecondsPipe],
  template: `
    <ul class="ov-stack-s" role="list">
      @for (execution of executions(); track execution.id) {
        <li class="tool">
          <div class="ov-spread">
            <code>{{ execution.name }}</code>
            <span class="ov-row ov-small">
              <span class="ov-mono">{{ execution.durationMs | ovMilliseconds }}</span>
              <ov-badge [tone]="statuses[execution.status].tone">{{ statuses[execution.status].label }}</ov-badge>
            </span>
          </div>
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
  protected readonly s = S.detail;
  protected readonly statuses = TOOL_LABELS;
}
