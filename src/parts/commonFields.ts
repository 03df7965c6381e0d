import type { IslandField, MaterialField, NodesField, QuantityField, ReservoirField } from './fields.js'

/** Declarations that several parts share. */
export const islandField = {
  type: 'island',
  label: 'island',
  description: 'Island whose electrons the element belongs to: it emits and absorbs at the temperature of that island.',
} as const satisfies IslandField

export const reservoirField = {
  type: 'reservoir',
  optional: true,
  label: 'phonons',
  description: 'Island that holds the phonons of the element; the bath `phonons` unless given.',
} as const satisfies ReservoirField

export const materialField = {
  type: 'material',
  label: 'material',
  description: 'Material, from the library or from the section `materials`.',
} as const satisfies MaterialField

/** Node against which lines and n-ports count. */
export const groundNode = 'gnd'

export const twoNodes = {
  type: 'nodes',
  label: 'nodes',
  description: 'The two nodes of the circuit that the element connects.',
  count: 2,
} as const satisfies NodesField

const micrometre = { type: 'quantity', unit: 'm', displayUnit: 'um', minimum: 0, exclusiveMinimum: true } as const

export const lengthField = {
  ...micrometre,
  label: 'length',
  symbol: 'l',
  description: 'Length along the current.',
  example: '6 um',
  plausible: [1e-8, 1e-2],
  scale: 'log',
} as const satisfies QuantityField

export const widthField = {
  ...micrometre,
  label: 'width',
  symbol: 'w',
  description: 'Width across the current.',
  example: '700 nm',
  plausible: [1e-8, 1e-3],
  scale: 'log',
} as const satisfies QuantityField

export const thicknessField = {
  ...micrometre,
  displayUnit: 'nm',
  label: 'thickness',
  symbol: 'd',
  description: 'Thickness of the film.',
  example: '25 nm',
  plausible: [1e-9, 1e-5],
  scale: 'log',
} as const satisfies QuantityField

export const resistanceField = {
  type: 'quantity',
  unit: 'ohm',
  displayUnit: 'ohm',
  label: 'resistance',
  symbol: 'R',
  description: 'Resistance.',
  example: '50 ohm',
  minimum: 0,
  exclusiveMinimum: true,
  plausible: [1e-3, 1e9],
  scale: 'log',
} as const satisfies QuantityField

export const temperatureField = {
  type: 'quantity',
  unit: 'K',
  displayUnit: 'mK',
  label: 'temperature',
  symbol: 'T',
  description: 'Temperature.',
  example: '400 mK',
  minimum: 0,
  exclusiveMinimum: true,
  plausible: [1e-3, 400],
} as const satisfies QuantityField

export const powerField = {
  type: 'quantity',
  unit: 'W',
  displayUnit: 'pW',
  label: 'power',
  symbol: 'P',
  description: 'Power.',
  example: '1.5 pW',
  minimum: 0,
  plausible: [0, 1e-6],
} as const satisfies QuantityField

/** A resistance that the contacts add; none if it is left out. */
export const contactResistanceField = {
  ...resistanceField,
  optional: true,
  label: 'contact resistance',
  symbol: 'R_c',
  description: 'Resistance of the contacts in series, at the temperature of the island; none unless given.',
  example: '0.1 ohm',
  exclusiveMinimum: false,
  plausible: [0, 1e6],
} as const satisfies QuantityField
