import type { Locator, Page } from 'playwright-core';

/** Nothing is done before it is seen what would be; then it is. @returns what became of each event */
async function replay(page: Page, { way, count }: { readonly way: Locator; readonly count: number }): Promise<string[]> {
  await way.click();
  const dialog = page.getByRole('dialog', { name: count === 1 ? 'Replay the event' : `Replay ${count} events` });
  await dialog.getByText('Dry run: nothing has been changed.').waitFor();
  await dialog.getByRole('button', { name: 'Replay now' }).click();
  await dialog.getByText('Replayed. Every replay is in the audit log.').waitFor();
  const outcomes = await dialog.getByRole('list', { name: 'Outcome by event' }).locator('ov-badge').allInnerTexts();
  await dialog.locator('.ov-dialog-actions').getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  return outcomes;
}

/** The console's billing pages as staff walk them. `expectSound` is asked at every stop. */
export async function walkConsoleBilling(page: Page, expectSound: () => Promise<void>): Promise<void> {
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Billing', exact: true }).last().click();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  await expectSound();
  await page.getByRole('navigation').first().getByRole('link', { name: 'Billing', exact: true }).click();
  await heading('Stripe events');
  await page.getByText('invoice.paid').first().waitFor();
  await expectSound();
  await page.getByLabel('Select all shown').click();
  const count = await page.locator('tbody tr').count();
  const outcomes = await replay(page, { way: page.getByRole('button', { name: 'Replay selected…' }), count });
  // what was done is done: once more changes nothing
  expect(outcomes.filter((outcome) => !['Nothing to change', 'Ignored'].includes(outcome))).toEqual([]);
  expect(outcomes).toHaveLength(count);
  await page.locator('tbody tr', { hasText: 'invoice.paid' }).first().getByRole('link').first().click();
  await heading('invoice.paid');
  await replay(page, { way: page.getByRole('button', { name: 'Replay…' }), count: 1 });
  await page.getByText('Replays', { exact: true }).waitFor();
  await expectSound();
  await page.goBack();
  await heading('Stripe events');
  await page.getByRole('link', { name: 'Reconciliation', exact: true }).click();
  await heading('Reconciliation');
  await page.getByRole('button', { name: 'Reconcile now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Compare and repair' }).click();
  await page.getByText('Everything that was checked agrees with Stripe.').waitFor();
  await expectSound();
  await page.getByRole('link', { name: 'Plans', exact: true }).click();
  await heading('Plans');
  await page.getByText('starter_monthly').waitFor();
  await expectSound();
}
