import { type ErrorCode } from '@orbisvoice/shared-dto/values';
import { escapeHtml } from './notice-page.js';

/** Swagger UI's page. Its start is a file of its own, because the policy runs no inline script. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API · OrbisVoice</title>
    <link rel="icon" type="image/png" sizes="32x32" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <noscript><p>The interactive documentation needs JavaScript. The same document is at <a href="/api/openapi.json">/api/openapi.json</a>.</p></noscript>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/init.js"></script>
  </body>
</html>
`;

/** Starts Swagger UI on our document. No validator badge: it would send the document to somebody else's server. */
export const DOCS_INIT = `window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  presets: [SwaggerUIBundle.presets.apis],
});
`;

/** Files of Swagger UI that the page needs. */
export const DOCS_ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

/** Every stable code with its status: where the `type` of a problem document points. */
export function errorsPage(codes: readonly { readonly code: ErrorCode; readonly status: number }[]): string {
  const rows = codes.map(
    ({ code, status }) => `<tr id="${escapeHtml(code)}"><td><code>${escapeHtml(code)}</code></td><td>${status}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>Error codes · OrbisVoice</title></head>
  <body>
    <main>
      <h1>Error codes</h1>
      <p>Every error is a problem document (RFC 9457) with one of these codes. Codes are stable; <code>detail</code> and <code>title</code> are not.</p>
      <table><thead><tr><th scope="col">Code</th><th scope="col">HTTP status</th></tr></thead><tbody>${rows.join('')}</tbody></table>
    </main>
  </body>
</html>
`;
}
