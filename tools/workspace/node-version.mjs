// The range of "engines" in package.json, in words: npm only warns, and an older Node would fail later in strange ways.
export function nodeVersionProblem(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || (major === 24 && minor >= 11) || major > 24;
  return isFit
    ? undefined
    : `OrbisVoice needs Node 20.19 or newer of line 20, 22.13 or newer of line 22, or 24.11 and later. This is ${version}.`;
}

export function requireNode() {
  const problem = nodeVersionProblem(process.version);
  if (!problem) return;
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
