import { previewPage } from './preview-page.js';

const MAIL = `<html><head><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) { .card { background: #000 } }
@media screen and (prefers-color-scheme:light) { .card { background: #fff } }
</style></head><body>light dark</body></html>`;

describe('previewPage', () => {
  it('shows the dark design to everybody', () => {
    const page = previewPage(MAIL, 'dark');
    expect(page).toContain('@media (min-width: 0px) { .card { background: #000 }');
    expect(page).toContain('@media screen and (max-width: 0px) { .card { background: #fff }');
    expect(page).toContain('<meta name="color-scheme" content="dark"><meta name="supported-color-schemes" content="dark">');
    expect(page).toContain(':root { color-scheme: dark; }');
  });

  it('shows the light design to everybody, and leaves the words alone', () => {
    const page = previewPage(MAIL, 'light');
    expect(page).toContain('@media (max-width: 0px) { .card { background: #000 }');
    expect(page).toContain('<body>light dark</body>');
  });

  it('lets links open in a new tab only, which the sandbox refuses', () => {
    expect(previewPage(MAIL, 'light')).toContain('<head><base target="_blank">');
  });
});
