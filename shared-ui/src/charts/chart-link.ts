/** Where a mark of a chart, or its value in the table, leads. */
export interface ChartLink {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** What the link is called where its text is a bare number. */
  readonly name?: string;
}
