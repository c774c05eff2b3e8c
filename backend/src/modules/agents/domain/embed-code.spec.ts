import { embedTag } from './embed-code.js';

describe('embedTag', () => {
  it('points to the widget and names the agent', () => {
    expect(embedTag('pk_abc', 'https://orbis.example')).toEqual({
      html: '<script src="https://orbis.example/widget.js" data-agent="pk_abc" async></script>',
      publicKey: 'pk_abc',
      scriptUrl: 'https://orbis.example/widget.js',
    });
  });

  it('takes a public URL with a path and trailing slashes', () => {
    expect(embedTag('pk_abc', 'https://example.com/voice//').scriptUrl).toBe('https://example.com/voice/widget.js');
  });

  it('lets no value leave its attribute', () => {
    const { html } = embedTag('pk_"><img src=x onerror=alert(1)>', 'https://a.example/?a=1&b="');
    expect(html).not.toContain('<img');
    expect(html).toContain('&amp;b=&quot;');
    expect(html.match(/"/g)).toHaveLength(4);
  });
});
