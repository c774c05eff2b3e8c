import type { FunnelMode } from '@orbisvoice/shared-dto/values';

/** What the report on engagement says. */
export const S = {
  withoutVisitor: (count: string, one: boolean) =>
    `${count} ${one ? 'conversation carries' : 'conversations carry'} no visitor id and ${one ? 'is' : 'are'} in none of the figures about visitors.`,
  visitors: 'New and returning visitors',
  new: 'New',
  returning: 'Returning',
  activation: 'Impressions and activations',
  impressions: 'Impressions',
  activations: 'Visits with a conversation',
  funnel: 'How far visits get',
  funnelNote:
    'Steps of one visit in their order, within 30 minutes. “In order” allows other things between them; “one after the other” does not.',
  funnelMode: 'How steps are read',
  visits: 'Visits',
  step: 'Step',
  dropOff: 'Drop-off to the next',
  noVisits: 'The widget has not been seen in this range. Its steps are counted once it is on a page.',
  countries: 'Countries',
  country: 'Country',
  devices: 'Devices',
  device: 'Device',
  browsers: 'Browsers',
  browser: 'Browser',
  conversations: 'Conversations',
  share: 'Share',
  unsaid: 'Not known',
  other: 'All others',
  noBreakdown: 'No conversation in this range.',
} as const;

export const FUNNEL_MODE_LABELS: Readonly<Record<FunnelMode, string>> = { sequential: 'In order', strict: 'One after the other' };
