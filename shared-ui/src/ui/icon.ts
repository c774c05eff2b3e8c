import { ChangeDetectionStrategy, Component, type ElementRef, Renderer2, effect, inject, input, viewChild } from '@angular/core';
import { ICONS, type IconName } from './icons';

/** A thin-line icon. Decorative: the words beside it carry the meaning. */
@Component({
  selector: 'ov-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: '<svg #root viewBox="0 0 24 24" focusable="false"></svg>',
})
export class OvIcon {
  readonly name = input.required<IconName>();
  private readonly root = viewChild.required<ElementRef<SVGElement>>('root');

  constructor() {
    const renderer = inject(Renderer2);
    effect(() => {
      const svg = this.root().nativeElement;
      svg.replaceChildren(...ICONS[this.name()].map(([tag, attributes]) => shape(renderer, tag, attributes)));
    });
  }
}

function shape(renderer: Renderer2, tag: string, attributes: Readonly<Record<string, string | number | undefined>>): SVGElement {
  const element = renderer.createElement(tag, 'svg') as SVGElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
