import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { S } from '../dashboard.strings';

/** The way to the first conversation, with what is done already ticked off. */
@Component({
  selector: 'ov-getting-started',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvButton, OvCard, OvIcon, RouterLink],
  template: `
    <ov-card [heading]="s.heading">
      <p class="ov-muted">{{ s.text }}</p>
      <ol class="steps" role="list">
        @for (step of steps(); track step.title) {
          <li class="step" [class.step-now]="step.isNext" [class.step-done]="step.isDone">
            <span class="step-mark" aria-hidden="true">
              @if (step.isDone) {
                <ov-icon name="check" />
              } @else {
                {{ $index + 1 }}
              }
            </span>
            <div class="step-body">
              <h3>{{ step.title }}</h3>
              <p class="ov-muted ov-small">{{ step.text }}</p>
            </div>
            @if (step.isDone) {
              <ov-badge tone="success">{{ s.done }}</ov-badge>
            } @else if (step.isNext && step.action; as action) {
              <a ov-button variant="primary" [routerLink]="step.link">{{ action }}</a>
            }
          </li>
        }
      </ol>
    </ov-card>
  `,
})
export class GettingStarted {
  readonly hasAgent = input.required<boolean>();
  readonly hasConversation = input.required<boolean>();
  readonly canCreate = input.required<boolean>();
  protected readonly s = S.start;

  protected readonly steps = computed(() => {
    const hasAgent = this.hasAgent();
    const hasConversation = this.hasConversation();
    const createAction = this.canCreate() ? S.start.agentAction : null;
    return [
      { title: S.start.agent, text: S.start.agentText, isDone: hasAgent, isNext: !hasAgent, action: createAction, link: '/agents/new' },
      {
        title: S.start.embed,
        text: S.start.embedText,
        isDone: hasConversation,
        isNext: hasAgent && !hasConversation,
        action: S.start.embedAction,
        link: '/agents',
      },
      { title: S.start.talk, text: S.start.talkText, isDone: hasConversation, isNext: false, action: null, link: '/' },
    ];
  });
}
