import { EMAIL_CATEGORIES, EMAIL_CATEGORY_WORDS, OPTIONAL_EMAIL_CATEGORIES, type EmailCategory } from '@orbisvoice/shared-dto/values';
import { escapeHtml } from '../../../platform/web/notice-page.js';
import type { UnsubscribeView } from '../services/unsubscribe.service.js';

const PATH = '/api/email/unsubscribe';
/** Bars of the mark in the mails' header; decoration. */
const MARK = '<svg viewBox="0 0 25 24" width="25" height="24" aria-hidden="true"><path d="M2 8v8M7 4v16M12 1v22M17 6v12M22 3v18"/></svg>';

/** What the link of a mail opens: why it came, and one button. */
export function unsubscribePage(view: UnsubscribeView): string {
  if (!view.isOptional) return mandatoryPage(view);
  const name = view.report === null ? EMAIL_CATEGORY_WORDS[view.category].name : `the report “${view.report}”`;
  const title = view.isEnabled ? `Unsubscribe from ${name}?` : `You are unsubscribed from ${name}`;
  const said = view.isEnabled
    ? `<p>One click is enough; you need not sign in. Mails about security, billing and your account still come.</p>`
    : `<p role="status">It holds from now on: no such mail leaves any more, not even one that was already waiting.</p>`;
  const button = view.isEnabled ? buttonOf('unsubscribe', 'Unsubscribe', 'cta') : buttonOf('resubscribe', 'Undo: send them again', 'plain');
  return document(
    title,
    `${said}
<form method="post" action="${PATH}/${view.token}">${button}</form>
${whyOf(view)}
<p><a href="${PATH}/${view.token}/preferences">Choose among all mails</a></p>`,
  );
}

/** All choices of the recipient in one form. */
export function preferencesPage(view: UnsubscribeView, isSaved = false): string {
  const choices = OPTIONAL_EMAIL_CATEGORIES.map((category) => choiceOf(category, view.enabled.has(category)));
  return document(
    'Which mails do you want?',
    `${isSaved ? '<p role="status" class="saved">Your choice is saved and holds from now on.</p>' : ''}
<p>These are the mails about <strong>${escapeHtml(view.company)}</strong>${view.mail ? ` to ${escapeHtml(view.mail.to)}` : ''}.</p>
<form method="post" action="${PATH}/${view.token}/preferences">
<fieldset><legend>You decide</legend>${choices.join('')}</fieldset>
<div class="buttons">${buttonOf('save', 'Save', 'cta')}${buttonOf('none', 'Turn all of them off', 'plain')}</div>
</form>
<h2>Always on</h2>
<dl>${mandatory().join('')}</dl>`,
  );
}

/** Says no more than that: whether a link was altered, cut off or never was one is nobody's business. */
export const invalidPage = (): string =>
  document(
    'This link is not valid',
    `<p>Please open it again from the mail; some programs cut long links. With an account, you find the same choice
<a href="/account">in your account</a>.</p>`,
  );

function mandatoryPage(view: UnsubscribeView): string {
  const { name, alwaysBecause } = EMAIL_CATEGORY_WORDS[view.category];
  return document(
    `Mails about ${name} always come`,
    `<p>${escapeHtml(alwaysBecause ?? '')}</p>
${whyOf(view)}
<p><a href="${PATH}/${view.token}/preferences">Choose among the other mails</a></p>`,
  );
}

function whyOf({ category, company, mail }: UnsubscribeView): string {
  const { explanation } = EMAIL_CATEGORY_WORDS[category];
  const facts = mail ? [['Mail', mail.title] as const, ['Sent', mail.sentAt] as const, ['To', mail.to] as const] : [];
  const rows = [...facts, ['Workspace', company] as const].map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<h2>Why did I get this?</h2>
<p>${escapeHtml(explanation)}</p>
<dl class="facts">${rows.join('')}</dl>`;
}

function choiceOf(category: EmailCategory, isEnabled: boolean): string {
  const { name, explanation, example } = EMAIL_CATEGORY_WORDS[category];
  return `<div class="choice"><input type="checkbox" id="${category}" name="${category}" aria-describedby="${category}-why"${isEnabled ? ' checked' : ''}>
<label for="${category}">${sentence(name)}</label>
<p id="${category}-why">${escapeHtml(explanation)} For example: “${escapeHtml(example)}”.</p></div>`;
}

const mandatory = (): string[] =>
  EMAIL_CATEGORIES.flatMap((category) => {
    const { name, alwaysBecause } = EMAIL_CATEGORY_WORDS[category];
    return alwaysBecause === null ? [] : [`<dt>${sentence(name)}</dt><dd>${escapeHtml(alwaysBecause)}</dd>`];
  });

const buttonOf = (action: string, label: string, look: 'cta' | 'plain'): string =>
  `<button class="${look}" name="action" value="${action}">${escapeHtml(label)}</button>`;

const sentence = (name: string): string => escapeHtml(name.charAt(0).toUpperCase() + name.slice(1));

const document = (title: string, main: string): string => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · OrbisVoice</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/api/email/style.css">
</head>
<body>
<header>${MARK}<p>OrbisVoice</p></header>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
</main>
</body>
</html>
`;
