/** A CSV of the program, read back. */
export interface CsvTable {
  readonly comments: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Reads a CSV without quoted cells: comment lines, one header row, rows. */
export function readCsv(text: string): CsvTable {
  const lines = text.split('\n').filter((line) => line !== '')
  const comments = lines.filter((line) => line.startsWith('#'))
  const [header, ...rows] = lines.filter((line) => !line.startsWith('#')).map((line) => line.split(','))
  return { comments, header, rows }
}

/** The numbers of one column. */
export function numbers(table: CsvTable, name: string): number[] {
  const index = table.header.indexOf(name)
  if (index < 0) throw new Error(`no column ${name}; there are ${table.header.join(', ')}`)
  return table.rows.map((row) => Number(row[index]))
}
