import { materialLibrary } from '../materials/library.js'
import { assignedNode } from './assignment.js'
import { assumptionFields } from './declarations.js'
import { findField } from './describePath.js'
import type { Device } from './device.js'
import { joinPath } from './names.js'
import { warnOpenNodes } from './openNodes.js'
import { DeviceError, got, inFileOrder, type Problem, toProblem } from './problems.js'
import { checkElements, materialsOf, readElements, referredTo } from './readElements.js'
import { Reader, type ReadOptions } from './reader.js'
import { mergeMaterial } from './readMaterials.js'
import {
  readAssumptions,
  readHeader,
  readIslands,
  readMaterials,
  readPhonons,
  warnUnusedMaterials,
} from './readSections.js'
import { checkSweep, readSweep } from './readSweep.js'
import { parseSource, type SourceNode, withValue } from './source.js'

export type { ReadOptions } from './reader.js'

/** A device and what looks doubtful in its file. */
export interface DeviceReading {
  readonly device: Device
  readonly warnings: readonly Problem[]
}

const textKeys = ['title', 'reference', 'description']

/** Puts the values given from outside into the tree, as if they stood in the file. */
function assign(root: SourceNode, options: ReadOptions): { root: SourceNode; problems: Problem[] } {
  const problems: Problem[] = []
  let tree = root
  for (const [path, value] of Object.entries(options.set ?? {})) {
    const place = { option: '--set' }
    const text = textKeys.includes(path)
    const found = text ? null : findField(new Reader(tree, options).layout(), path)
    if (found?.ok === false) {
      problems.push(toProblem(found.finding, path, place, options.name))
      continue
    }
    const node: SourceNode = text ? { kind: 'scalar', place, value } : assignedNode(value, place)
    tree = withValue(tree, path.split('.'), node)
  }
  return { root: tree, problems }
}

/** Reads the sections one after the other, each as far as it goes; null if the file has errors. */
function build(reader: Reader): Device | null {
  const header = readHeader(reader)
  const phonons = readPhonons(reader)
  const islands = readIslands(reader)
  const materials = readMaterials(reader)
  const defined = Object.keys(materials)
  const names = {
    islands: reader.keys('islands'),
    materials: reader.layout().materials,
    elements: reader.keys('circuit'),
    file: (name: string) => reader.file(name),
  }
  const circuit = readElements(reader, 'circuit', names)
  const heat = readElements(reader, 'heat', names)
  const assumptions = readAssumptions(reader, names) ?? {}
  const sweep = readSweep(reader)
  const used = [...materialsOf(reader, { circuit, heat }), ...referredTo('material', assumptionFields, assumptions)]
  for (const name of used) {
    // One with errors is in the file, and must not come back from the library without them.
    const library = Object.hasOwn(materialLibrary, name) && !reader.keys('materials').includes(name)
    if (library && !Object.hasOwn(materials, name)) materials[name] = mergeMaterial(name, {})
  }
  const parts = { materials, circuit, heat, files: reader.files }
  if (phonons !== undefined) checkElements(reader, { ...parts, phonons })
  if (reader.failed || header === undefined || phonons === undefined) return null
  warnUnusedMaterials(reader, defined, used)
  warnOpenNodes(reader, { circuit, heat })
  const { title, reference = null, description = null } = header
  const device: Device = { title, reference, description, phonons, islands, ...parts, assumptions, sweep }
  checkSweep(reader, device)
  return reader.failed ? null : device
}

/**
 * Reads a device file and tells what looks doubtful in it.
 *
 * @param text YAML 1.2 or JSON, at most 256 KiB.
 * @param options Name for messages, access to files, values to set.
 * @returns The device with all quantities in SI units, and warnings in the order of the file.
 * @throws DeviceError with every problem of the file at once, warnings included.
 * @example
 * const { device, warnings } = readDeviceWithWarnings(text, { name: 'device.yaml', set: { phonons: '50 mK' } })
 */
export function readDeviceWithWarnings(text: string, options: ReadOptions = {}): DeviceReading {
  const source = parseSource(text)
  const problems = source.findings.map(({ path, place, finding }) =>
    toProblem(finding, joinPath(path), place, options.name),
  )
  if (source.root === null) throw new DeviceError(inFileOrder(problems))
  if (source.root.kind !== 'map') {
    const { value, place } = source.root
    const finding = {
      code: value === null ? 'empty-file' : 'wrong-type',
      message: `must describe a device, got ${value === null ? 'an empty file' : got(value)}`,
      suggestion: 'start with "caloritron: 1" and the sections phonons, islands and circuit',
    }
    throw new DeviceError([...problems, toProblem(finding, '', place, options.name)])
  }
  const assigned = assign(source.root, options)
  const reader = new Reader(assigned.root, options)
  const device = build(reader)
  problems.push(...assigned.problems, ...reader.problems)
  if (device === null || problems.some((problem) => problem.severity === 'error')) {
    throw new DeviceError(inFileOrder(problems))
  }
  return { device, warnings: inFileOrder(problems) }
}

/**
 * Reads a device file.
 *
 * @param text YAML 1.2 or JSON, at most 256 KiB.
 * @param options Name for messages, access to files, values to set.
 * @returns The device: plain data, every quantity in SI units, every name checked.
 * @throws DeviceError with every problem of the file at once, each with line, column and a remedy.
 * @example
 * const device = readDevice(text, { name: 'device.yaml' })
 */
export function readDevice(text: string, options: ReadOptions = {}): Device {
  return readDeviceWithWarnings(text, options).device
}
