import { checkAssumptions, compile, findNdtc, type PhysicsTables } from 'caloritron'
import type { Studies } from './protocol.ts'

/** Locates what falls on the device itself, and checks what the result takes for granted. */
export function studyDetails(
  { device, curve, point }: Studies['details']['request'],
  tables: PhysicsTables,
): Studies['details']['reply'] {
  const intervals = findNdtc(curve)
  return {
    intervals,
    checks: point === null ? [] : checkAssumptions(compile(device, { tables }), point, { intervals }),
  }
}
