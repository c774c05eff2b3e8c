const COLUMNS = 76;

/** Addresses and code must survive copying: they stay on one line, however long. */
const UNBREAKABLE = /:\/\//;

/** Plain text for readers without soft wrapping: lines break between words, words never. */
export const wrapText = (text: string): string => text.split('\n').map(wrapLine).join('\n');

function wrapLine(line: string): string {
  if (line.length <= COLUMNS || UNBREAKABLE.test(line)) return line;
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(/ +/)) {
    const longer = current === indent ? indent + word : `${current} ${word}`;
    if (longer.length > COLUMNS && current !== indent) {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}
