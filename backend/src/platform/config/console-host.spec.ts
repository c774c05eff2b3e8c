import { complaintOfConsole } from './console-host.js';

describe('a host for the console', () => {
  it.each([
    ['https://admin.example.com', 'https://app.example.com'],
    ['https://admin.example.com/', 'https://app.example.com'],
    ['http://admin.localhost:3000', 'http://portal.localhost:3000'],
  ])('%s may stand beside %s', (admin, main) => expect(complaintOfConsole(admin, main)).toBeNull());

  it.each([
    ['https://app.example.com:8443', 'https://app.example.com', /do not tell ports apart/],
    ['http://admin.example.com', 'https://app.example.com', /same scheme/],
    ['https://admin.example.com/console', 'https://app.example.com', /without a path/],
    ['https://admin.example.com/?a=b', 'https://app.example.com', /without a path/],
    ['https://me@admin.example.com', 'https://app.example.com', /only a host/],
    ['https://admin.example.com', undefined, /needs PUBLIC_URL/],
  ])('%s beside %s stops the start', (admin, main, complaint) => expect(complaintOfConsole(admin, main)).toMatch(complaint));
});
