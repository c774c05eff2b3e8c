/** A dialogue: visitor and agent take turns, the visitor begins. `tool` is called before the last agent line. */
export interface Dialogue {
  readonly lines: readonly string[];
  readonly tool?: string;
}

/** A line of business: what its agent is told, says and can do. */
export interface Business {
  readonly agentName: string;
  readonly systemPrompt: string;
  readonly greeting: string;
  readonly tools: readonly { name: string; description: string }[];
  readonly dialogues: readonly Dialogue[];
}

const calendar = { name: 'check_calendar', description: 'Finds free appointments of the coming two weeks.' };
const orders = { name: 'find_order', description: 'Looks up an order by its number or the phone number.' };
const stock = { name: 'check_stock', description: 'Tells whether an article is in stock, and where.' };

export const BUSINESSES = {
  practice: {
    agentName: 'Reception',
    systemPrompt: 'You answer for a practice. Be warm and brief. Never give medical advice; offer an appointment instead.',
    greeting: 'Hello, this is the practice. How can I help?',
    tools: [calendar],
    dialogues: [
      {
        lines: [
          'Hi, I need a check-up, do you have anything this week?',
          'Let me look. There is Thursday at 10:40 or Friday at 14:15.',
          'Friday works.',
          'Booked: Friday at 14:15. You will get a text the day before.',
        ],
        tool: 'check_calendar',
      },
      {
        lines: [
          'Are you open on Saturday?',
          'We are open on Saturdays from nine to noon, by appointment.',
          'Great, thanks.',
          'You are welcome. Goodbye!',
        ],
      },
      {
        lines: [
          'My filling came out last night and it hurts.',
          'I am sorry to hear that. I can offer an emergency slot today at 16:20.',
          'Yes please, I take it.',
          'Done. Please come ten minutes early and bring your insurance card.',
        ],
        tool: 'check_calendar',
      },
      {
        lines: [
          'Do you take new patients?',
          'Yes, we do. The first visit takes about forty minutes.',
          'What do I need to bring?',
          'Your insurance card, and earlier X-rays if you have them.',
        ],
      },
      { lines: ['How much is a professional cleaning?', 'It is between 90 and 120 dollars, depending on the time it takes.'] },
    ],
  },
  shop: {
    agentName: 'Shop assistant',
    systemPrompt: 'You help customers of an online shop with orders, returns and products. Use the tools, never guess a delivery date.',
    greeting: 'Welcome! Ask me about an order or a product.',
    tools: [orders, stock],
    dialogues: [
      {
        lines: [
          'Where is my order? It is number 48213.',
          'One moment. It left our warehouse yesterday and should arrive tomorrow.',
          'Can I still change the address?',
          'Not any more, but the carrier lets you redirect it from the tracking page.',
        ],
        tool: 'find_order',
      },
      {
        lines: ['Do you have the blue one in medium?', 'Yes, there are six left. They ship today if you order before three.'],
        tool: 'check_stock',
      },
      {
        lines: [
          'I want to send something back.',
          'You have thirty days. I have sent the return label to your e-mail address.',
          'How long until I get my money?',
          'Three to five working days after it arrives.',
        ],
        tool: 'find_order',
      },
      { lines: ['Do you ship to Canada?', 'We do. It takes four to six working days and costs 14 dollars.'] },
      {
        lines: [
          'The discount code does not work.',
          'That code ended on Sunday. I can offer you free shipping on this order instead.',
          'OK, that is fair.',
          'I have added it to your cart.',
        ],
      },
    ],
  },
  hospitality: {
    agentName: 'Concierge',
    systemPrompt: 'You are the concierge of a small house. Answer questions about rooms, tables and the area, and take reservations.',
    greeting: 'Good day, this is the concierge speaking.',
    tools: [{ name: 'find_table', description: 'Finds a free table or room for a date and a number of guests.' }],
    dialogues: [
      {
        lines: [
          'A table for four on Friday at eight?',
          'Friday at eight is taken, I could do a quarter to nine.',
          'Quarter to nine is fine.',
          'Reserved under your number. We look forward to seeing you.',
        ],
        tool: 'find_table',
      },
      { lines: ['Is breakfast included?', 'It is, from half past six until ten, on Sundays until eleven.'] },
      {
        lines: [
          'Can we bring a dog?',
          'Small dogs are welcome, for 15 dollars a night.',
          'Wonderful.',
          'Shall I note it on your reservation?',
          'Yes please.',
          'Done.',
        ],
      },
      { lines: ['Where can I park?', 'There is a garage behind the house, 22 dollars a day, no reservation needed.'] },
      { lines: ['Do you have vegan dishes?', 'Every day at least three, and the kitchen adapts most of the others.'] },
    ],
  },
  services: {
    agentName: 'Front desk',
    systemPrompt: 'You take calls for a services company: qualify the request, book a visit, hand over emergencies.',
    greeting: 'Thanks for calling. What can we do for you?',
    tools: [calendar, { name: 'create_ticket', description: 'Opens a ticket for a person to call back.' }],
    dialogues: [
      {
        lines: [
          'My heating is out.',
          'Is there water leaking anywhere?',
          'No, it is just cold.',
          'Then a technician can be with you tomorrow between eight and ten.',
          'Good.',
          'It is booked. You will get a call half an hour before.',
        ],
        tool: 'check_calendar',
      },
      {
        lines: [
          'Can I get a quote for a new roof?',
          'Gladly. May I send somebody to measure, on Tuesday or Wednesday?',
          'Wednesday.',
          'Wednesday at nine. The visit is free.',
        ],
        tool: 'check_calendar',
      },
      { lines: ['I have a question about my last invoice.', 'I will have accounting call you back today.'], tool: 'create_ticket' },
      { lines: ['Do you work on weekends?', 'In emergencies, at any hour. Regular visits are Monday to Friday.'] },
      {
        lines: [
          'I would like to cancel my appointment on Monday.',
          'No problem, it is cancelled. Shall I find another date?',
          'Not now, thanks.',
          'All right. Goodbye!',
        ],
      },
    ],
  },
  software: {
    agentName: 'Support',
    systemPrompt:
      'You are first-level support for a software product. Ask for the version, give steps one at a time, open a ticket when unsure.',
    greeting: 'Hi! What are you working on?',
    tools: [
      { name: 'search_docs', description: 'Searches the documentation.' },
      { name: 'create_ticket', description: 'Opens a support ticket.' },
    ],
    dialogues: [
      {
        lines: [
          'How do I invite a colleague?',
          'Open Settings, then Team, and press Invite. They get a mail with a link.',
          'Found it.',
          'Anything else?',
          'No, thank you.',
          'Have a good day!',
        ],
        tool: 'search_docs',
      },
      {
        lines: [
          'The export stays at zero percent.',
          'Which version are you on?',
          '4.2.',
          'That is fixed in 4.2.1. Please update and try again.',
          'It works now.',
          'Glad to hear it.',
        ],
        tool: 'search_docs',
      },
      { lines: ['Can I get an invoice for last year?', 'Yes: Billing, then Invoices. All of them are there as PDF.'] },
      {
        lines: [
          'Your API answers 429.',
          'That means more than a hundred calls a minute. The Retry-After header says when to go on.',
          'Can you raise it?',
          'I have opened a ticket for your account manager.',
        ],
        tool: 'create_ticket',
      },
      { lines: ['Do you support single sign-on?', 'With OpenID Connect, on the Professional plan and up.'], tool: 'search_docs' },
    ],
  },
} as const satisfies Record<string, Business>;

export type BusinessKind = keyof typeof BUSINESSES;

/** Name, kind, country, time zone, owner. The first two are the demo log-ins. */
export const COMPANIES: readonly (readonly [name: string, kind: BusinessKind, country: string, timeZone: string, owner: string])[] = [
  ['Aurora Dental', 'practice', 'US', 'America/New_York', 'Maya Thornton'],
  ['Nova Yoga', 'services', 'GB', 'Europe/London', 'Imogen Reid'],
  ['Harbor & Vine', 'hospitality', 'US', 'America/Los_Angeles', 'Luca Moretti'],
  ['Brightline Plumbing', 'services', 'US', 'America/Chicago', 'Darnell Brooks'],
  ['Fernweh Reisen', 'services', 'DE', 'Europe/Berlin', 'Jana Vogel'],
  ['Kitewood Outdoor', 'shop', 'CA', 'America/Toronto', 'Noah Tremblay'],
  ['Ledgerly', 'software', 'US', 'America/New_York', 'Priya Raman'],
  ['Maison Corail', 'hospitality', 'FR', 'Europe/Paris', 'Camille Laurent'],
  ['Solstice Fitness', 'services', 'AU', 'Australia/Sydney', 'Tom Gallagher'],
  ['Pixel & Thread', 'shop', 'GB', 'Europe/London', 'Amara Okafor'],
  ['Summit Orthopedics', 'practice', 'US', 'America/Denver', 'Ellen Whitfield'],
  ['Quayside Motors', 'services', 'IE', 'Europe/Dublin', 'Declan Byrne'],
  ['Tidal Analytics', 'software', 'NL', 'Europe/Amsterdam', 'Sanne de Wit'],
  ['Olive & Rye', 'hospitality', 'US', 'America/New_York', 'Grace Kim'],
  ['Northwind Roofing', 'services', 'US', 'America/Chicago', 'Hank Osborne'],
  ['Casa Luz', 'hospitality', 'ES', 'Europe/Madrid', 'Inés Navarro'],
  ['Verdant Garden', 'shop', 'GB', 'Europe/London', 'Harriet Cole'],
  ['Helix Physio', 'practice', 'CH', 'Europe/Zurich', 'Reto Baumann'],
  ['Paperplane CRM', 'software', 'US', 'America/Los_Angeles', 'Jordan Ellis'],
  ['Kumo Ramen', 'hospitality', 'JP', 'Asia/Tokyo', 'Haruka Sato'],
  ['Ironbark Legal', 'services', 'AU', 'Australia/Melbourne', 'Fiona McLeod'],
  ['Stellar Pets', 'shop', 'US', 'America/Phoenix', 'Rosa Delgado'],
  ['Bluebird Pediatrics', 'practice', 'US', 'America/New_York', 'Samuel Greene'],
  ['Fjord Living', 'shop', 'NO', 'Europe/Oslo', 'Astrid Haugen'],
  ['Copperfield Books', 'shop', 'GB', 'Europe/London', 'Oliver Finch'],
  ['Vantage Realty', 'services', 'US', 'America/New_York', 'Denise Carter'],
  ['Zenit Cloud', 'software', 'PL', 'Europe/Warsaw', 'Marek Nowak'],
  ['Saffron Table', 'hospitality', 'IN', 'Asia/Kolkata', 'Anjali Mehta'],
  ['Crestview Eye Care', 'practice', 'CA', 'America/Vancouver', 'Michelle Wong'],
  ['Rocket Repairs', 'services', 'US', 'America/Chicago', 'Andre Mitchell'],
  ['Lumen Skincare', 'shop', 'KR', 'Asia/Seoul', 'Ji-woo Park'],
  ['Alpenglow Lodge', 'hospitality', 'AT', 'Europe/Vienna', 'Lukas Steiner'],
  ['Beacon Insurance', 'services', 'US', 'America/New_York', 'Patricia Hale'],
  ['Mosaic Learning', 'software', 'BR', 'America/Sao_Paulo', 'Rafael Costa'],
  ['Willow Vet', 'practice', 'GB', 'Europe/London', 'Charlotte Marsh'],
  ['Driftwood Surf', 'shop', 'PT', 'Europe/Lisbon', 'Tiago Almeida'],
  ['Juniper Spa', 'hospitality', 'SE', 'Europe/Stockholm', 'Elin Bergström'],
  ['Anvil Tools', 'shop', 'US', 'America/Detroit', 'Walter Pruitt'],
  ['Opal Hearing', 'practice', 'NZ', 'Pacific/Auckland', 'Hana Tūhoe'],
  ['Parcelwise', 'software', 'SG', 'Asia/Singapore', 'Wei Ling Tan'],
];
