import type { InboxMessage } from './message.js';
import type { MessageFilter } from './message-store.js';

/** The views of one message. */
export const MESSAGE_VIEWS = ['html', 'text', 'headers', 'source'] as const;
export type MessageView = (typeof MESSAGE_VIEWS)[number];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for element content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · OrbisVoice inbox</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/inbox.css"><script src="/inbox.js" defer></script>
</head>
<body>
<header><h1><a href="/">OrbisVoice inbox</a></h1><p>Every mail the platform sends on this machine ends here.</p></header>
<main>${main}</main>
</body>
</html>`;
}

function row(message: InboxMessage): string {
  return `<tr>
<td><a href="/messages/${message.id}">${escapeHtml(message.subject || '(no subject)')}</a></td>
<td>${escapeHtml(message.to.join(', '))}</td>
<td class="mono">${escapeHtml(message.template || '-')}</td>
<td><time datetime="${message.receivedAt}">${message.receivedAt}</time></td>
</tr>`;
}

function table(messages: readonly InboxMessage[]): string {
  if (!messages.length) return '<p class="empty">No mail here yet.</p>';
  return `<table>
<thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Template</th><th scope="col">Received</th></tr></thead>
<tbody>${messages.map(row).join('\n')}</tbody>
</table>`;
}

/** The list page. */
export function listPage(messages: readonly InboxMessage[], filter: MessageFilter): string {
  const field = (name: 'to' | 'subject', label: string): string =>
    `<label>${label}<input name="${name}" value="${escapeHtml(filter[name] ?? '')}" autocomplete="off"></label>`;
  return page(
    `${messages.length} messages`,
    `<form class="search" role="search">${field('to', 'To')}${field('subject', 'Subject')}<button>Search</button></form>
<div class="card" data-newest="${messages[0]?.id ?? ''}">${table(messages)}</div>
<form method="post" action="/clear"><p><button>Delete all messages</button></p></form>`,
  );
}

function viewOf(message: InboxMessage, view: MessageView): string {
  if (view === 'headers') {
    const rows = message.headers.map(
      ({ name, value }) => `<tr><td class="mono">${escapeHtml(name)}</td><td class="mono">${escapeHtml(value)}</td></tr>`,
    );
    return `<table><tbody>${rows.join('')}</tbody></table>`;
  }
  if (view === 'html') {
    if (!message.html) return '<p class="empty">This mail has no HTML part.</p>';
    const sandbox = 'allow-popups allow-popups-to-escape-sandbox';
    return `<iframe title="HTML part" sandbox="${sandbox}" src="/api/messages/${message.id}/html"></iframe>`;
  }
  return `<pre>${escapeHtml(view === 'text' ? message.text : message.source)}</pre>`;
}

/** The page of one message. */
export function messagePage(message: InboxMessage, view: MessageView): string {
  const facts: [string, string][] = [
    ['From', message.sender],
    ['To', message.to.join(', ')],
    ['Received', message.receivedAt],
    ['Template', message.template || '-'],
    ...message.attachments.map(({ name, type, bytes }): [string, string] => ['Attachment', `${name} (${type}, ${bytes} bytes)`]),
  ];
  const tabs = MESSAGE_VIEWS.map(
    (name) => `<a href="?view=${name}"${name === view ? ' aria-current="page"' : ''}>${name === 'html' ? 'HTML' : name}</a>`,
  );
  return page(
    message.subject,
    `<p><a href="/">← All messages</a></p><h2>${escapeHtml(message.subject || '(no subject)')}</h2>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
<nav class="tabs" aria-label="Views of the message">${tabs.join('')}</nav>
<div class="card">${viewOf(message, view)}</div>`,
  );
}

export const notFoundPage = (): string => page('Not found', '<p class="empty">There is no such message. <a href="/">All messages</a></p>');
