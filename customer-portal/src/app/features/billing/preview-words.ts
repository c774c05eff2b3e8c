import type { ChangePreview } from '@orbisvoice/shared-dto';
import { formatDate, formatMoney } from '@orbisvoice/shared-ui/format';
import { PLAN_LABELS } from '../../core/plan-labels';
import { C } from './change.strings';

/** How a change is reckoned, in a sentence. */
export function reckoning(preview: ChangePreview, timeZone: string): string {
  const { kind, from, to, effectiveAt, trialEndsAt } = preview;
  if (kind === 'checkout') return trialEndsAt ? C.words.trial(formatDate(trialEndsAt, timeZone)) : C.words.checkout;
  const names = [nameOf(from ?? to, from, to), nameOf(to, from, to)] as const;
  if (kind === 'downgrade') return C.words.downgrade(...names, formatDate(effectiveAt, timeZone));
  if (trialEndsAt) return C.words.inTrial(names[1], formatDate(trialEndsAt, timeZone));
  const paid = preview.lines.find(({ isProration, amount }) => isProration && amount > 0);
  return paid && from?.interval === to.interval
    ? C.words.samePeriod(...names, formatDate(paid.periodEnd, timeZone))
    : C.words.newPeriod(...names, to.interval);
}

/** What the one button of the dialog says: the amount or the date, never just "OK". */
export function confirmLabel({ kind, amountDue, currency, effectiveAt, trialEndsAt }: ChangePreview, timeZone: string): string {
  const amount = formatMoney(amountDue, currency);
  if (kind === 'downgrade') return C.confirm.schedule(formatDate(effectiveAt, timeZone));
  if (kind === 'checkout') return trialEndsAt && amountDue === 0 ? C.confirm.trial : C.confirm.checkout(amount);
  return amountDue > 0 ? C.confirm.pay(amount) : C.confirm.free;
}

/** What differs between what was shown and what is shown now, in words; empty when it is all the same. */
export function previewDifferences(before: ChangePreview, now: ChangePreview, timeZone: string): string[] {
  const money = (preview: ChangePreview, amount: number | undefined): string => formatMoney(amount, preview.currency);
  const day = (preview: ChangePreview): string => formatDate(preview.effectiveAt, timeZone);
  const nextOf = (preview: ChangePreview): string =>
    preview.next ? `${money(preview, preview.next.amount)}, ${formatDate(preview.next.at, timeZone)}` : money(preview, undefined);
  const pairs = [
    [C.stale.due, money(before, before.amountDue), money(now, now.amountDue)],
    [C.stale.tax, money(before, before.tax), money(now, now.tax)],
    [C.stale.next, nextOf(before), nextOf(now)],
    ...(now.kind === 'downgrade' ? [[C.stale.date, day(before), day(now)] as const] : []),
  ] as const;
  return pairs.filter(([, was, is]) => was !== is).map(([say, was, is]) => say(was, is));
}

/** A plan by name, with its interval where only that tells the two apart. */
function nameOf(plan: ChangePreview['to'], from: ChangePreview['from'], to: ChangePreview['to']): string {
  return from?.tier === to.tier ? C.plan(PLAN_LABELS[plan.tier], plan.interval) : PLAN_LABELS[plan.tier];
}
