/**
 * Data as JSON with two spaces of indentation. Numbers have the shortest form that reads back to the same bits; an infinite
 * one, which JSON has no word for, becomes `null`.
 */
export function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`
}
