import { ChangeDetectionStrategy, Component } from '@angular/core';
import { draw, one } from '@orbisvoice/shared-ui/testing';
import { FaultNotice } from './fault-notice';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FaultNotice],
  template: `<oc-fault-notice heading="These months cannot be shown" fault="The first month must be a month." />`,
})
class Host {}

it('says that it cannot be shown, and why, to those who listen too', async () => {
  const notice = one(await draw(Host), 'ov-notice[data-tone="warning"]');
  expect(notice.getAttribute('role')).toBe('status');
  expect(notice.querySelector('b')?.textContent).toBe('These months cannot be shown');
  expect(notice.lastElementChild?.lastElementChild?.textContent).toBe('The first month must be a month.');
});
