import type { EmailCategory } from '@orbisvoice/shared-dto/values';

/** What a template says it is about: a category, but for usage, whose threshold stands in the data. */
export type TemplateClass = Exclude<EmailCategory, 'usage_80' | 'usage_100'> | 'usage';

/** From here on a usage mail tells that the limit is reached, which people want to know even when warnings annoy them. */
const REACHED = 100;

/** What the recipient of a mail can choose about. A usage mail without a readable threshold counts as the more important of the two. */
export function categoryOf({ class: ofTemplate }: { readonly class: TemplateClass }, data: object): EmailCategory {
  if (ofTemplate !== 'usage') return ofTemplate;
  const percent = Number('percent' in data ? data.percent : Number.NaN);
  return percent < REACHED ? 'usage_80' : 'usage_100';
}
