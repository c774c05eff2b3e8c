import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ConversationDetail, StageTimes } from '@orbisvoice/shared-dto';
import { UI } from '@orbisvoice/shared-ui/core';
import { OvDatePipe, OvDurationPipe, OvMillisecondsPipe } from '@orbisvoice/shared-ui/format';
import { CHANNEL_LABELS, DEVICE_LABELS } from '../../../core/conversation-labels';
import { countryName } from '../../../core/visitor-facts';
import { S } from '../conversations.strings';
import { stageWords } from '../stage-words';

/** When, how long, from where. */
@Component({
  selector: 'ov-conversation-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvDatePipe, OvDurationPipe, OvMillisecondsPipe, RouterLink],
  template: `
    @let now = conversation();
    <dl class="ov-facts">
      <dt>{{ s.agent }}</dt>
      <dd>
        <a [routerLink]="['/agents', now.agentId]">{{ now.agentName }}</a>
      </dd>
      <dt>{{ s.started }}</dt>
      <dd>{{ now.startedAt | ovDate: 'exact' }}</dd>
      <dt>{{ s.ended }}</dt>
      <dd>{{ now.endedAt | ovDate: 'exact' }}</dd>
      <dt>{{ s.duration }}</dt>
      <dd>{{ now.durationSeconds | ovDuration }}</dd>
      <dt>{{ s.firstResponse }}</dt>
      <dd>
        {{ now.firstResponseMs | ovMilliseconds }}
        @if (stages(now.firstResponseStages); as words) {
          <span class="ov-small ov-muted">{{ words }}</span>
        }
      </dd>
      <dt>{{ s.channel }}</dt>
      <dd>{{ channels[now.channel] }}</dd>
      <dt>{{ s.counted }}</dt>
      <dd>{{ now.isCounted ? s.yes : s.no }}</dd>
      <dt>{{ s.country }}</dt>
      <dd>{{ country(now.country) }}</dd>
      <dt>{{ s.device }}</dt>
      <dd>{{ now.device ? devices[now.device] : none }}</dd>
      <dt>{{ s.browser }}</dt>
      <dd>{{ now.browser ?? none }}</dd>
      @if (now.endReason; as reason) {
        <dt>{{ s.endReason }}</dt>
        <dd>{{ reason }}</dd>
      }
      <dt>{{ s.visitor }}</dt>
      <dd>
        <code>{{ now.visitorId ?? none }}</code>
      </dd>
      <dt>{{ s.session }}</dt>
      <dd>
        <code>{{ now.sessionId }}</code>
      </dd>
    </dl>
  `,
})
export class ConversationFacts {
  readonly conversation = input.required<ConversationDetail>();
  protected readonly s = S.detail;
  protected readonly none = UI.notAvailable;
  protected readonly channels = CHANNEL_LABELS;
  protected readonly devices = DEVICE_LABELS;
  protected readonly country = countryName;
  protected readonly stages = (times: StageTimes | null): string => stageWords(times).join(', ');
}
