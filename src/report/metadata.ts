import type { Dataset } from '../study/dataset.js'
import { programName, programVersion } from './program.js'

/** What every file says about itself, in order: title, program and version, then the attributes of the dataset. */
export function metadata(dataset: Dataset): Record<string, string | number | boolean> {
  return { title: dataset.title, program: `${programName} ${programVersion}`, ...dataset.attributes }
}
