import { materialLibrary, resolveMaterial } from '../materials/library.js'
import type { Material } from '../materials/material.js'
import { couplingUnit } from './declarations.js'
import type { Finding } from './problems.js'

type Values = Partial<Omit<Material, 'name'>>

/** Values of the library for a name; empty for a material it does not have. */
export function libraryValues(name: string): Values {
  return Object.hasOwn(materialLibrary, name) ? materialLibrary[name]!.values : {}
}

/** Power n of the electron-phonon heat that an override or else the library gives; a power out of range counts as not given. */
export function exponentOf(name: string, raw: unknown): number {
  const given =
    typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>).electronPhononExponent : undefined
  const usable = typeof given === 'number' && given >= 2 && given <= 8
  return usable ? given : (libraryValues(name).electronPhononExponent ?? 5)
}

/** A material of the file: the library's values with the overrides; 0 K as critical temperature makes a normal metal. */
export function mergeMaterial(name: string, overrides: Values): Material {
  const material = resolveMaterial(name, overrides)
  if (material.criticalTemperature !== 0) return material
  const { criticalTemperature: _, ...normal } = material
  return normal
}

/** Conditions between the values of a material, by field. */
export function checkMaterial(name: string, overrides: Values): { field: string; finding: Finding }[] {
  const findings: { field: string; finding: Finding }[] = []
  const library = libraryValues(name)
  const exponent = overrides.electronPhononExponent
  const libraryExponent = library.electronPhononExponent ?? 5
  if (
    exponent !== undefined &&
    exponent !== libraryExponent &&
    library.electronPhononCoupling !== undefined &&
    overrides.electronPhononCoupling === undefined
  ) {
    findings.push({
      field: 'electronPhononExponent',
      finding: {
        code: 'missing-coupling',
        message: `must come with electronPhononCoupling, because the library gives it for the exponent ${libraryExponent}`,
        suggestion: `write for example "electronPhononCoupling: 2e9 ${couplingUnit(exponent)}"`,
      },
    })
  }
  const superconducts = (overrides.criticalTemperature ?? library.criticalTemperature ?? 0) > 0
  for (const field of ['gap', 'gapRatio'] as const) {
    if (overrides[field] === undefined || superconducts) continue
    findings.push({
      field,
      finding: {
        severity: 'warning',
        code: 'no-effect',
        message: `has no effect, because ${name} has no critical temperature`,
        suggestion: 'give criticalTemperature if it superconducts',
      },
    })
  }
  return findings
}
