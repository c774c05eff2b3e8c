import { type Locator, type Page } from 'playwright-core';
import { tabTo } from './page-checks.js';

/** The billing page of somebody who pays, as hands find it. */
export class PlanChangesPage {
  private readonly dialog: Locator;

  constructor(
    private readonly page: Page,
    /** Nothing on the page may be wrong. Asked for at every stop of the walk. */
    private readonly expectSound: () => Promise<void>,
  ) {
    this.dialog = page.getByRole('dialog');
  }

  /** Goes to a larger plan for what the dialog's button says, and finds that invoice. Resolves to what the dialog said. */
  async upgrade(): Promise<string> {
    await this.open('Upgrade to Professional');
    await this.dialog.getByText('Due today').waitFor();
    const pay = this.dialog.getByRole('button', { name: /^Pay \$/ });
    await pay.waitFor();
    await this.expectSound();
    const said = (await this.dialog.innerText()).replace(/\s+/g, ' ');
    const due = /\$[\d,.]+/.exec(await pay.innerText())?.[0] ?? '';
    await tabTo(this.page, pay);
    await this.page.keyboard.press('Enter');
    await this.seen(/You are on Professional \(monthly\) now/);
    await this.currentPlan('Professional').waitFor();
    await this.page.locator('ov-invoice-table tbody tr', { hasText: due }).first().getByText('Paid').waitFor();
    await this.expectSound();
    return said;
  }

  /** Sets a smaller plan for the end of the period, and takes that back. */
  async downgradeAndStay(): Promise<void> {
    await this.open('Downgrade to Starter');
    await this.dialog.getByText(/You keep Professional until/).waitFor();
    const confirm = this.dialog.getByRole('button', { name: /^Switch on/ });
    await confirm.waitFor();
    await this.expectSound();
    await confirm.click();
    await this.notice(/Your plan changes to Starter \(monthly\) on/).waitFor();
    await this.currentPlan('Professional').waitFor();
    await this.expectSound();
    await this.page.locator('ov-notice').getByRole('button', { name: 'Keep my present plan' }).click();
    await this.seen('Your present plan stays.');
    await this.notice(/Your plan changes to Starter/).waitFor({ state: 'detached' });
    await this.expectSound();
  }

  /** Cancels, which needs a reason, and comes back. */
  async cancelAndStay(): Promise<void> {
    await this.open('Cancel plan');
    await this.dialog.getByText(/100 conversations a month instead of 10,000/).waitFor();
    await this.expectSound();
    const confirm = this.dialog.getByRole('button', { name: 'Cancel at the end of the period' });
    await confirm.click();
    await this.dialog.getByRole('combobox', { name: 'Why are you leaving?' }).selectOption({ label: 'It is too expensive' });
    await this.dialog.getByLabel('What could we have done better?').fill('A plan between the two.');
    await confirm.click();
    await this.notice(/Professional ends on/).waitFor();
    await this.expectSound();
    await this.page.locator('ov-notice').getByRole('button', { name: 'Keep my plan' }).click();
    await this.seen('Your plan goes on.');
    await this.notice(/Professional ends on/).waitFor({ state: 'detached' });
    await this.currentPlan(/Renews/).waitFor();
    await this.expectSound();
  }

  private async open(button: string): Promise<void> {
    const way = this.page.getByRole('button', { name: button, exact: true });
    await way.waitFor();
    await tabTo(this.page, way);
    await this.page.keyboard.press('Enter');
    await this.dialog.waitFor();
  }

  private seen(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  private currentPlan(text: string | RegExp): Locator {
    return this.page.locator('ov-current-plan').getByText(text).first();
  }

  private notice(text: RegExp): Locator {
    return this.page.locator('ov-subscription-notices').getByText(text).first();
  }
}

/** Fills in a card on the payment provider's page. */
export async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12 / 34');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on card').fill('Grace Hopper');
}
