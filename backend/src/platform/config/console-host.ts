/**
 * Why the console cannot have this address for its own; null when it can. Cookies know hosts and not ports, and one without `Secure` is
 * seen by both schemes, so anything less than another host with the same scheme would keep the two applications apart in name only.
 */
export function complaintOfConsole(adminUrl: string, publicUrl: string | undefined): string | null {
  if (publicUrl === undefined) return 'needs PUBLIC_URL: the two hosts are told apart by their names';
  const admin = new URL(adminUrl);
  const main = new URL(publicUrl);
  if (admin.pathname !== '/' || admin.search || admin.hash || admin.username) return 'only a host, without a path';
  if (admin.hostname === main.hostname) return 'another host than PUBLIC_URL: cookies do not tell ports apart';
  if (admin.protocol !== main.protocol) return 'the same scheme as PUBLIC_URL';
  return null;
}
