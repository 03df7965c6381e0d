import { signal } from '@preact/signals'

const key = 'caloritron-files'

function stored(): Readonly<Record<string, string>> {
  for (const storage of ['sessionStorage', 'localStorage'] as const) {
    try {
      const value: unknown = JSON.parse(window[storage].getItem(key) ?? 'null')
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'))
    } catch {
      // Forbidden or damaged: there is nothing to be had.
    }
  }
  return {}
}

/** Texts of tables and networks that were opened beside a device file, by their names. */
export const dataFiles = signal(stored())

/** Keeps files for device files to name; false where a reload would lose them. */
export function keepDataFiles(files: Readonly<Record<string, string>>): boolean {
  dataFiles.value = { ...dataFiles.value, ...files }
  let kept = false
  for (const storage of ['sessionStorage', 'localStorage'] as const) {
    try {
      window[storage].setItem(key, JSON.stringify(dataFiles.value))
      kept = true
    } catch {
      // Full or forbidden.
    }
  }
  return kept
}
