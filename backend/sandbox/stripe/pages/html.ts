/** Markup that is safe to send; only this module makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | number | Html | null | false | readonly Html[];

/** Builds markup from a template; everything put in is escaped, unless it is markup already. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((out, piece, index) => out + render(parts[index - 1] ?? null) + piece));
}

function render(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map((entry) => entry.markup).join('');
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole page around its content. */
export function layout(title: string, content: Html, width: 'narrow' | 'wide' = 'narrow'): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Stripe sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body>
        <header class="banner"><strong>Test mode:</strong> sandbox, no real money</header>
        <main class="${width}">${content}</main>
      </body>
    </html> `.markup;
}
