import { lengthField, materialField, temperatureField, thicknessField, widthField } from '../parts/commonFields.js'
import type { Fields, GroupField, QuantityField } from '../parts/fields.js'

/** Declarations of what stands in a device file beside the parts. */
export const phononsField = {
  ...temperatureField,
  label: 'phonon temperature',
  symbol: 'T_p',
  description: 'Temperature of the phonons of the lattice, which all islands share.',
  example: '30 mK',
  plausible: [5e-3, 4],
} as const satisfies QuantityField

export const islandFields = {
  temperature: {
    ...temperatureField,
    optional: true,
    label: 'electron temperature',
    description: 'Holds the electrons of the island at this temperature; left out, the heat balance decides.',
    example: '30 mK',
    plausible: [1e-3, 10],
  },
} as const satisfies Fields

/** Unit of the electron-phonon coupling of a material whose heat goes with the power n of the temperature. */
export function couplingUnit(exponent: number): string {
  return `W m^-3 K^-${exponent}`
}

/**
 * Fields of a material.
 *
 * @param exponent Power n of the electron-phonon heat, which enters the unit of the coupling.
 * @example
 * Object.keys(materialFields(5)).length // 7
 */
export function materialFields(exponent: number): Fields {
  return {
    resistivity: {
      type: 'quantity',
      optional: true,
      unit: 'ohm m',
      displayUnit: 'uohm cm',
      label: 'resistivity',
      symbol: 'ρ',
      description: 'Resistivity of a film in the normal state.',
      example: '3 uohm cm',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-10, 1e-4],
      scale: 'log',
    },
    electronPhononCoupling: {
      type: 'quantity',
      optional: true,
      unit: couplingUnit(exponent),
      displayUnit: couplingUnit(exponent),
      label: 'electron-phonon coupling',
      symbol: 'Σ',
      description: 'Electron-phonon coupling of Q = Σ V (Tⁿ − T_pⁿ), in W m^-3 K^-n.',
      example: `2e9 ${couplingUnit(exponent)}`,
      minimum: 0,
      plausible: [1e7, 1e11],
      scale: 'log',
    },
    electronPhononExponent: {
      type: 'number',
      optional: true,
      label: 'electron-phonon exponent',
      symbol: 'n',
      description: 'Exponent n of Q = Σ V (Tⁿ − T_pⁿ); 5 unless given. It enters the unit of the coupling.',
      minimum: 2,
      maximum: 8,
      plausible: [3.5, 6.5],
    },
    sommerfeldCoefficient: {
      type: 'quantity',
      optional: true,
      unit: 'J m^-3 K^-2',
      displayUnit: 'J m^-3 K^-2',
      label: 'Sommerfeld coefficient',
      symbol: 'γ',
      description: 'Coefficient γ of the electronic heat capacity γ V T of the normal metal.',
      example: '97.7 J m^-3 K^-2',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [10, 5000],
      scale: 'log',
    },
    criticalTemperature: {
      ...temperatureField,
      optional: true,
      label: 'critical temperature',
      symbol: 'T_c',
      description: 'Critical temperature of the superconductor; 0 K makes it a normal metal.',
      exclusiveMinimum: false,
      plausible: [0, 20],
    },
    gap: {
      type: 'choice',
      optional: true,
      label: 'gap model',
      description:
        'Temperature dependence of the gap: `interpolation` is a k_B T_c tanh(1.74 √(T_c/T − 1)), `bcs` the weak-coupling gap equation.',
      choices: ['interpolation', 'bcs'],
    },
    gapRatio: {
      type: 'number',
      optional: true,
      label: 'gap ratio',
      symbol: 'Δ₀/(k_B T_c)',
      description: 'Gap at zero temperature over k_B T_c; 1.76 for `interpolation` and 1.7639 for `bcs` unless given.',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1.4, 2.5],
    },
  }
}

/** Groups of the section `assumptions`. */
export const assumptionFields = {
  leads: {
    type: 'group',
    optional: true,
    label: 'leads',
    description:
      'Superconducting leads between the islands: their quasiparticle heat must be small beside the photonic one.',
    fields: { material: materialField, length: lengthField, width: widthField, thickness: thicknessField },
  },
  thermometer: {
    type: 'group',
    optional: true,
    label: 'thermometer',
    description: 'Thermometer that would read the result: it must be superconducting and fine enough.',
    fields: {
      island: { type: 'island', label: 'island', description: 'Island that the thermometer reads.' },
      material: { ...materialField, description: 'Superconductor of the thermometer.' },
      resolution: {
        ...temperatureField,
        label: 'resolution',
        symbol: 'δT',
        description: 'Smallest temperature difference that the thermometer can tell apart.',
        example: '40 uK',
        displayUnit: 'uK',
        plausible: [1e-9, 1e-1],
      },
    },
  },
} as const satisfies Readonly<Record<string, GroupField>>

/** Most points of one axis of a sweep. */
export const largestSweep = 1_000_000
