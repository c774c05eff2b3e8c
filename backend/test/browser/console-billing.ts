import type { Page } from 'playwright-core';

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
