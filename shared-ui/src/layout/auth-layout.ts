import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvPageHeading } from '../core/page-title';
import { OvLogo } from '../ui/logo';

/** The frame of the pages before log-in: the mark, one card, and what else one may want (`[ovAuthFoot]`). */
@Component({
  selector: 'ov-auth-layout',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvLogo, OvPageHeading, RouterLink],
  template: `
    <header class="ov-auth-top">
      <a routerLink="/log-in"><ov-logo [name]="name()" /></a>
      <ng-content select="[ovAuthAside]" />
    </header>
    <main class="ov-auth-card">
      <div class="ov-stack-s">
        <h1 ovPageHeading>{{ heading() }}</h1>
        @if (text(); as words) {
          <p class="ov-muted">{{ words }}</p>
        }
      </div>
      <ng-content />
    </main>
    <footer class="ov-auth-foot"><ng-content select="[ovAuthFoot]" /></footer>
  `,
})
export class OvAuthLayout {
  readonly name = input<string>('OrbisVoice');
  readonly heading = input.required<string>();
  readonly text = input<string | null>(null);
}
