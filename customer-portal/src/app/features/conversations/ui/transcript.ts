import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { TranscriptTurn } from '@orbisvoice/shared-dto';
import { OvDatePipe, OvMillisecondsPipe } from '@orbisvoice/shared-ui/format';
import { S, SPEAKER_LABELS } from '../conversations.strings';
import { stageWords } from '../stage-words';

/** What was said, in order. */
@Component({
  selector: 'ov-transcript',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvDatePipe, OvMillisecondsPipe],
  template: `
    <ol class="turns" role="list">
      @for (turn of turns(); track turn.id) {
        <li class="turn" [attr.data-speaker]="turn.speaker">
          <div class="turn-head">
            <b>{{ speakers[turn.speaker] }}</b>
            <time [attr.datetime]="turn.startedAt">{{ turn.startedAt | ovDate: 'clock' }}</time>
            @if (turn.latencyMs !== null) {
              <span>{{ s.latency(turn.latencyMs | ovMilliseconds) }}</span>
            }
            @for (words of stages(turn.stages); track words) {
              <span>{{ words }}</span>
            }
          </div>
          <p>{{ turn.text }}</p>
        </li>
      } @empty {
        <li class="ov-muted">{{ s.noTurns }}</li>
      }
    </ol>
  `,
})
export class Transcript {
  readonly turns = input.required<readonly TranscriptTurn[]>();
  protected readonly s = S.detail;
  protected readonly speakers = SPEAKER_LABELS;
  protected readonly stages = stageWords;
}
