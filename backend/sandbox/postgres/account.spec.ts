import { pickAccount, unprivilegedAccounts } from './account.js';

const PASSWD = [
  'root:x:0:0:root:/root:/bin/bash',
  'toor:x:0:0::/root:/bin/sh',
  'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin',
  'broken line',
  'ann:x:1000:1001:Ann:/home/ann:/bin/bash',
  '',
].join('\n');

describe('database account', () => {
  it('never offers root under any name', () => {
    expect(unprivilegedAccounts(PASSWD).map((entry) => entry.name)).toEqual(['nobody', 'ann']);
  });

  it('prefers who called sudo, then postgres, then nobody', () => {
    const withPostgres = `${PASSWD}\npostgres:x:101:104::/var/lib/postgresql:/bin/bash`;
    expect(pickAccount(withPostgres, '1000')).toEqual({ uid: 1000, gid: 1001 });
    expect(pickAccount(withPostgres, undefined)).toEqual({ uid: 101, gid: 104 });
    expect(pickAccount(PASSWD, '4711')).toEqual({ uid: 65534, gid: 65533 });
  });

  it('finds none where there is none', () => {
    expect(pickAccount('root:x:0:0:root:/root:/bin/bash', '0')).toBeUndefined();
  });
});
