import type { EngagementAnalytics } from '@orbisvoice/shared-dto';
import { modelOf, type Question } from './engagement-model.js';
import type { PastTalk, PastVisit } from './engagement-rows.js';

/** Holds a whole answer against a count of the rows by hand. */
export function expectCounted(
  answer: EngagementAnalytics,
  rows: { readonly visits: readonly PastVisit[]; readonly talks: readonly PastTalk[] },
  question: Question,
): void {
  const { figures, countries, devices, browsers } = answer;
  const model = modelOf(rows.visits, rows.talks, question);
  const counts = (list: EngagementAnalytics['countries']) => new Map(list.map(({ value, conversations }) => [value, conversations]));
  expect({
    now: [figures.visitors.value, figures.returning_visitors.value, figures.impressions.value, figures.activation_rate.numerator],
    before: [figures.visitors.previous, figures.returning_visitors.previous, figures.impressions.previous],
    activation: figures.activation_rate.previous,
    withoutVisitorId: answer.withoutVisitorId,
    series: answer.series,
    steps: answer.funnel.steps.map(({ visits }) => visits),
    breakdowns: [counts(countries), counts(devices), counts(browsers)],
  }).toEqual({
    now: [model.now.visitors, model.now.returning, model.now.impressions, model.now.activations],
    before: [model.before.visitors, model.before.returning, model.before.impressions],
    activation: model.before.impressions === 0 ? null : model.before.activations / model.before.impressions,
    withoutVisitorId: model.withoutVisitorId,
    series: model.series,
    steps: model.steps,
    breakdowns: [model.countries, model.devices, model.browsers],
  });
}
