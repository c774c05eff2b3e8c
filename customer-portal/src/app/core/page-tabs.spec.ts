import { ChangeDetectionStrategy, Component } from '@angular/core';
import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { PageTabs } from './page-tabs';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PageTabs],
  template: `
    <ov-page-tabs label="Plain" [tabs]="tabs" />
    <ov-page-tabs label="Keeping" query="preserve" [tabs]="tabs" />
  `,
})
class Host {
  tabs = [
    { link: '/page', label: 'First' },
    { link: '/page/second', label: 'Second' },
  ];
}

describe('page tabs', () => {
  it('say which page it is, the query aside, and take the query along where they are told to', async () => {
    const page = await PageHarness.open(Host, { url: '/page?range=90d' });
    const links = (name: string) =>
      Array.from(page.find(`nav[aria-label="${name}"]`).querySelectorAll('a'), (link) => [
        link.getAttribute('href'),
        link.getAttribute('aria-current'),
      ]);
    expect(links('Plain')).toEqual([
      ['/page', 'page'],
      ['/page/second', null],
    ]);
    expect(links('Keeping')).toEqual([
      ['/page?range=90d', 'page'],
      ['/page/second?range=90d', null],
    ]);
  });
});
