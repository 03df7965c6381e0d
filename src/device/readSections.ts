import { materialLibrary } from '../materials/library.js'
import type { Material } from '../materials/material.js'
import { assumptionFields, islandFields, materialFields, phononsField } from './declarations.js'
import type { Assumptions, DeviceIsland } from './device.js'
import type { Names } from './fieldValue.js'
import type { Reader } from './reader.js'
import { checkMaterial, exponentOf, mergeMaterial } from './readMaterials.js'
import { assumptionsSchema, headerSchema, islandSchema, materialSchema, phononsSchema } from './schema.js'
import { nearest } from './suggest.js'

/** The head of a device file. */
export interface Header {
  readonly title: string
  readonly reference?: string
  readonly description?: string
}

const sections = ['islands', 'materials', 'circuit', 'heat', 'assumptions', 'sweep']

/** Reads the head; unknown sections are reported here. */
export function readHeader(reader: Reader): Header | undefined {
  const keys = ['caloritron', 'title', 'reference', 'description', 'phonons', ...sections]
  return reader.check<Header>(headerSchema(), [], 'a section of a device file', keys)
}

/** Reads the temperature of the phonons. */
export function readPhonons(reader: Reader): number | undefined {
  const value = reader.check<{ phonons: number }>(phononsSchema(), [], '', [])?.phonons
  if (value !== undefined) reader.plausible(['phonons'], value, phononsField)
  return value
}

/** Reads the islands; those with errors are reported and left out. */
export function readIslands(reader: Reader): Record<string, DeviceIsland> {
  const islands: Record<string, DeviceIsland> = {}
  const before = reader.problems.length
  const schema = islandSchema(null)
  for (const name of reader.names('islands', 'island')) {
    const path = ['islands', name]
    // `source:` with nothing behind it is how YAML writes an island without fields.
    if (reader.raw(path) === null) {
      islands[name] = { temperature: null }
      continue
    }
    const keys = Object.keys(islandFields)
    const value = reader.check<{ temperature?: number }>(schema, path, 'a field of an island', keys)
    if (value === undefined) continue
    reader.plausibleFields(path, value, islandFields)
    islands[name] = { temperature: value.temperature ?? null }
  }
  if (reader.keys('islands').length === 0 && reader.problems.length === before) {
    reader.report(['islands'], {
      code: 'missing-field',
      message: 'must name at least one island',
      suggestion: 'write for example "islands: { source: {}, drain: {} }"',
    })
  }
  return islands
}

/** Reads the materials of the file, merged with the library; those with errors are reported and left out. */
export function readMaterials(reader: Reader): Record<string, Material> {
  const materials: Record<string, Material> = {}
  for (const name of reader.names('materials', 'material')) {
    const path = ['materials', name]
    const exponent = exponentOf(name, reader.raw(path))
    const fields = materialFields(exponent)
    const owner = 'a property of a material'
    const values = reader.check<Partial<Material>>(materialSchema(exponent, null), path, owner, Object.keys(fields))
    if (values === undefined) continue
    reader.plausibleFields(path, values, fields)
    for (const { field, finding } of checkMaterial(name, values)) reader.report([...path, field], finding)
    materials[name] = mergeMaterial(name, values)
  }
  return materials
}

/** Warns of materials that nothing uses: an override under a misspelt name would silently define a new one. */
export function warnUnusedMaterials(reader: Reader, defined: readonly string[], used: readonly string[]): void {
  for (const name of defined) {
    if (used.includes(name)) continue
    const known = Object.hasOwn(materialLibrary, name)
    const near = known ? undefined : nearest(name, [...used, ...Object.keys(materialLibrary)])
    reader.reportKey(['materials', name], {
      severity: 'warning',
      code: 'unused-material',
      message: 'is not used by any part',
      suggestion: near === undefined ? 'remove it, or name it in a part' : `did you mean "${near}"?`,
    })
  }
}

/** Reads the assumptions. */
export function readAssumptions(reader: Reader, names: Names): Assumptions | undefined {
  const raw = reader.raw(['assumptions'])
  if (raw === undefined || raw === null) return {}
  const keys = Object.keys(assumptionFields)
  const schema = assumptionsSchema(names)
  const value = reader.check<Assumptions>(schema, ['assumptions'], 'an assumption', keys, assumptionFields)
  if (value !== undefined) reader.plausibleFields(['assumptions'], value, assumptionFields)
  return value
}
