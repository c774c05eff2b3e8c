import { isVisitor, visitorHash } from './visitor-hash.js';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const visitor = { ip: '203.0.113.7', userAgent: CHROME };
const salt = Buffer.alloc(32, 1);
const hash = (over: Partial<typeof visitor> = {}, { key = salt, scope = 'tenant' } = {}): string =>
  visitorHash({ ...visitor, ...over }, key, scope).toString('hex');

describe('isVisitor', () => {
  it.each([
    ['a browser', CHROME, true],
    ['a search engine', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', false],
    ['a link preview', 'facebookexternalhit/1.1', false],
    ['a script', 'curl/8.5.0', false],
    ['nobody', '', false],
    ['nothing', null, false],
  ])('%s', (_, userAgent, expected) => expect(isVisitor({ ip: visitor.ip, userAgent })).toBe(expected));
  it('needs an address', () => expect(isVisitor({ ip: null, userAgent: CHROME })).toBe(false));
});

describe('visitorHash', () => {
  it('knows a visitor again', () => expect(hash()).toBe(hash()));
  it('is short', () => expect(hash()).toHaveLength(32));
  it.each([
    ['address', hash({ ip: '203.0.113.8' })],
    ['browser', hash({ userAgent: `${CHROME} Edg/142.0.0.0` })],
    ['salt', hash({}, { key: Buffer.alloc(32, 2) })],
    ['link', hash({}, { scope: 'other' })],
    ['border between the two', hash({ ip: `${visitor.ip}M`, userAgent: CHROME.slice(1) })],
  ])('differs by %s', (_, other) => expect(other).not.toBe(hash()));
});
