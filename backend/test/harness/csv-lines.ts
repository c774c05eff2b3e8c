/** The fields of a line of RFC 4180 that holds no line break. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

/** The lines of a CSV file, its head first, as fields; for files whose cells hold no line breaks. */
export const csvLinesOf = (csv: string): string[][] => csv.trimEnd().split('\r\n').map(fieldsOf);
