import { findNumber } from './describePath.js'
import type { Device, SweepAxis } from './device.js'
import { DeviceError, type Finding, got } from './problems.js'
import type { Reader } from './reader.js'
import { axisSchema } from './schema.js'
import { validateValue } from './setPath.js'

/** Conditions between the limits of an axis; null if they hold. */
export function checkAxis({ from, to, scale }: Pick<SweepAxis, 'from' | 'to' | 'scale'>): Finding | null {
  if (from === to) return { code: 'empty-range', message: 'must have different values for from and to' }
  if (scale === 'log' && !(from > 0 && to > 0)) {
    return {
      code: 'bad-range',
      message: 'must be above zero at both ends for a logarithmic scale',
      suggestion: 'write "scale: linear", or move the end off zero',
    }
  }
  return null
}

/** Reads the axes of the section `sweep`; those with errors are reported and left out. */
export function readSweep(reader: Reader): SweepAxis[] {
  const raw = reader.raw(['sweep'])
  if (raw !== undefined && raw !== null && (typeof raw !== 'object' || Array.isArray(raw))) {
    reader.report(['sweep'], { code: 'wrong-type', message: `must be a mapping of paths, got ${got(raw)}` })
  }
  const axes: SweepAxis[] = []
  const layout = reader.layout()
  for (const swept of reader.keys('sweep')) {
    const path = ['sweep', swept]
    const target = findNumber(layout, swept)
    const field = 'code' in target ? null : target.field
    if ('code' in target) reader.reportKey(path, target)
    const keys = ['from', 'to', 'points', 'scale']
    const axis = reader.check<Partial<SweepAxis>>(axisSchema(field, null), path, 'a field of a sweep', keys) as
      | (Omit<SweepAxis, 'path' | 'scale'> & { scale?: SweepAxis['scale'] })
      | undefined
    if (axis === undefined || field === null) continue
    const { from, to, points, scale = 'linear' } = axis
    const finding = checkAxis({ from, to, scale })
    if (finding) reader.report(path, finding)
    axes.push({ path: swept, from, to, points, scale })
  }
  return axes
}

/** Checks the device with both ends of every axis put in: limits, and the own checks of the parts. */
export function checkSweep(reader: Reader, device: Device): void {
  for (const { path, from, to } of device.sweep) {
    try {
      for (const [key, value] of Object.entries({ from, to })) {
        for (const problem of validateValue(device, path, value, reader.parts)) {
          const { code, message, suggestion } = problem
          const text = problem.path === path ? message : `makes ${problem.path} fail: ${message}`
          reader.report(['sweep', path, key], { code, message: text, suggestion })
        }
      }
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      for (const { code, message, suggestion } of error.problems) {
        reader.reportKey(['sweep', path], { code, message, suggestion })
      }
    }
  }
}
