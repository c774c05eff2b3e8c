import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvPageHeading } from '../core/page-title';
import { OvLogo } from '../ui/logo';

/** Heights of the motif's waveform, symmetric like a spoken syllable. */
const WAVE = [10, 22, 40, 64, 92, 58, 108, 74, 128, 74, 108, 58, 92, 64, 40, 22, 10];

/** The frame of the pages before log-in: the orbit-and-waveform motif, one form, and what else one may want (`[ovAuthFoot]`). */
@Component({
  selector: 'ov-auth-layout',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvLogo, OvPageHeading, RouterLink],
  template: `
    <header class="ov-auth-hero">
      <a routerLink="/log-in"><ov-logo [name]="name()" /></a>
      <svg class="ov-auth-motif" viewBox="0 0 480 480" aria-hidden="true" focusable="false">
        @for (radius of orbits; track radius) {
          <circle class="ov-motif-orbit" cx="240" cy="240" [attr.r]="radius" />
        }
        @for (bar of bars; track bar.x) {
          <line class="ov-motif-wave" [attr.x1]="bar.x" [attr.x2]="bar.x" [attr.y1]="240 - bar.half" [attr.y2]="240 + bar.half" />
        }
        <circle class="ov-motif-body" cx="376" cy="132" r="9" />
        <circle class="ov-motif-moon" cx="18" cy="321" r="5" />
      </svg>
      @if (tagline(); as words) {
        <p>{{ words }}</p>
      }
    </header>
    <div class="ov-auth-side">
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
    </div>
  `,
})
export class OvAuthLayout {
  readonly name = input<string>('OrbisVoice');
  readonly heading = input.required<string>();
  readonly text = input<string | null>(null);
  readonly tagline = input<string | null>(null);
  protected readonly orbits = [112, 174, 236];
  protected readonly bars = WAVE.map((height, index) => ({ x: 152 + index * 11, half: height / 2 }));
}
