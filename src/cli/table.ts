import { pad, visibleLength, wrapText } from './style.js'

/** A column of a table on the screen. */
export interface TableColumn {
  readonly title: string
  /** Numbers stand right so that their units line up; words stand left. */
  readonly align?: 'left' | 'right'
  /** Breaks long text at this many characters. */
  readonly width?: number
}

/**
 * A table with aligned columns, two spaces apart, one line of titles.
 *
 * @param columns titles and alignment; if all titles are empty no line of titles is written
 * @param rows one text a column, escape sequences allowed
 * @returns lines without trailing spaces
 */
export function formatTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => columns.map((column, index) => cellLines(row[index] ?? '', column)))
  const widths = columns.map((column, index) =>
    Math.max(visibleLength(column.title), ...cells.flatMap((row) => row[index].map(visibleLength))),
  )
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => pad(text, widths[index], columns[index].align === 'right' ? 'right' : 'left'))
      .join('  ')
      .trimEnd()
  const titles = columns.map((column) => column.title)
  const body = cells.flatMap((row) => {
    const height = Math.max(...row.map((lines) => lines.length))
    return Array.from({ length: height }, (_, k) => line(row.map((lines) => lines[k] ?? '')))
  })
  return titles.some((title) => title !== '') ? [line(titles), ...body] : body
}

function cellLines(text: string, column: TableColumn): string[] {
  return column.width === undefined ? [text] : wrapText(text, column.width)
}
