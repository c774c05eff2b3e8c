import { type AppFiles } from './app-files.js';
import { escapeHtml } from './notice-page.js';

const metaOf = (name: string): RegExp => new RegExp(`(<meta name="orbis-${name}" content=")[^"]*`);

/**
 * The console for a host of its own. Its page says below which path the router works and where the portal is; the build says `/admin/` and
 * `/`, as on one host. Its files stay below `/admin/`, where the build expects them.
 * @throws Error when the page lacks one of the two
 */
export function onOwnHost(app: AppFiles, publicUrl: string): AppFiles {
  const told = [
    { name: 'base', content: '/' },
    { name: 'portal', content: `${publicUrl}/` },
  ];
  const index = told.reduce((html, { name, content }) => {
    const meta = metaOf(name);
    if (!meta.test(html)) throw new Error(`the page of the console has no <meta name="orbis-${name}">: build it anew`);
    return html.replace(meta, (_, before: string) => `${before}${escapeHtml(content)}`);
  }, app.index);
  return { ...app, index };
}
