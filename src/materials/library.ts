import { bcsGapRatioAtZero } from '../units/constants.js'
import type { Material, MaterialRecord, MaterialSource } from './material.js'

const giazotto = 'Giazotto et al., Rev. Mod. Phys. 78, 217 (2006)'
const known = (source: string, remark?: string): MaterialSource => ({
  source,
  uncertain: false,
  ...(remark ? { remark } : {}),
})
const uncertain = (source: string, remark: string): MaterialSource => ({ source, uncertain: true, remark })
const dey = 'Dey et al., Phys. Rev. B 107, 134510 (2023)'
const freeElectron = 'Sommerfeld coefficient of the bulk metal, standard tables'
const kittel = 'bulk value, standard tables'
const film = 'typical evaporated film at low temperature'

const records: readonly MaterialRecord[] = [
  {
    name: 'Cu',
    title: 'Copper',
    values: { resistivity: 3e-8, electronPhononCoupling: 2e9, electronPhononExponent: 5, sommerfeldCoefficient: 97.7 },
    sources: {
      resistivity: known(`${dey}, caption of Fig. 3`),
      electronPhononCoupling: known(giazotto, `${dey} prints 3e9 in the text, but its Fig. 3 was drawn with 2e9`),
      sommerfeldCoefficient: uncertain(freeElectron, 'thin films can have up to 10 times more at 0.1 to 0.3 K'),
    },
  },
  {
    name: 'Ag',
    title: 'Silver',
    values: {
      resistivity: 2.5e-8,
      electronPhononCoupling: 0.5e9,
      electronPhononExponent: 5,
      sommerfeldCoefficient: 62.9,
    },
    sources: {
      resistivity: uncertain(film, 'films have 2 to 3 uohm cm'),
      electronPhononCoupling: known(giazotto),
      sommerfeldCoefficient: known(freeElectron),
    },
  },
  {
    name: 'Au',
    title: 'Gold',
    values: {
      resistivity: 3.5e-8,
      electronPhononCoupling: 2.4e9,
      electronPhononExponent: 5,
      sommerfeldCoefficient: 71.4,
    },
    sources: {
      resistivity: uncertain(film, 'films have 2 to 5 uohm cm'),
      electronPhononCoupling: known(giazotto),
      sommerfeldCoefficient: known(freeElectron),
    },
  },
  {
    name: 'AuPd',
    title: 'Gold-palladium',
    values: { resistivity: 4e-7, electronPhononCoupling: 3e9, electronPhononExponent: 5 },
    sources: {
      resistivity: uncertain(film, 'films have 30 to 50 uohm cm'),
      electronPhononCoupling: uncertain(giazotto, 'values from 2e9 to 4e9 are reported'),
    },
  },
  {
    name: 'Al',
    title: 'Aluminium',
    values: {
      resistivity: 0.9e-8,
      electronPhononCoupling: 0.25e9,
      electronPhononExponent: 5,
      sommerfeldCoefficient: 135,
      criticalTemperature: 1.2,
    },
    sources: {
      resistivity: known(film),
      electronPhononCoupling: uncertain(
        giazotto,
        'tabulated 0.2e9 to 0.3e9; other measurements give 1.35e9 to 1.8e9: uncertain by a factor 10',
      ),
      sommerfeldCoefficient: known(freeElectron),
      criticalTemperature: known(kittel, 'films 1.2 to 1.5 K, up to 3 K at 3 nm'),
    },
  },
  {
    name: 'Ti',
    title: 'Titanium',
    values: {
      resistivity: 3e-7,
      electronPhononCoupling: 1.3e9,
      electronPhononExponent: 5,
      sommerfeldCoefficient: 315,
      criticalTemperature: 0.4,
    },
    sources: {
      resistivity: known(`${dey}, caption of Fig. 3`),
      electronPhononCoupling: known(giazotto),
      sommerfeldCoefficient: uncertain(freeElectron, 'scatter between sources'),
      criticalTemperature: known(dey, 'bulk 0.39 K; 0.5 K in thicker films'),
    },
  },
  {
    name: 'Nb',
    title: 'Niobium',
    values: { resistivity: 1.5e-7, sommerfeldCoefficient: 719, criticalTemperature: 9.2 },
    sources: {
      resistivity: known(film),
      sommerfeldCoefficient: uncertain(freeElectron, 'scatter between sources'),
      criticalTemperature: known(kittel),
    },
  },
  {
    name: 'V',
    title: 'Vanadium',
    values: { resistivity: 2e-7, sommerfeldCoefficient: 1145, criticalTemperature: 5.4 },
    sources: {
      resistivity: known(film),
      sommerfeldCoefficient: uncertain(freeElectron, 'values from 1110 to 1180 J m^-3 K^-2'),
      criticalTemperature: known(kittel),
    },
  },
  {
    name: 'Ta',
    title: 'Tantalum (alpha)',
    values: { resistivity: 8.8e-8, sommerfeldCoefficient: 544, criticalTemperature: 4.44 },
    sources: {
      resistivity: known(film),
      sommerfeldCoefficient: uncertain(freeElectron, 'scatter between sources'),
      criticalTemperature: known(kittel, '4.4 to 4.48 K'),
    },
  },
  {
    name: 'Mo',
    title: 'Molybdenum',
    values: {
      electronPhononCoupling: 0.9e9,
      electronPhononExponent: 5,
      sommerfeldCoefficient: 213,
      criticalTemperature: 0.92,
    },
    sources: {
      electronPhononCoupling: uncertain(giazotto, 'few measurements'),
      sommerfeldCoefficient: uncertain(freeElectron, 'scatter between sources'),
      criticalTemperature: known(kittel),
    },
  },
  {
    name: 'NbN',
    title: 'Niobium nitride',
    values: { resistivity: 2.65e-6, criticalTemperature: 10.7, gapRatio: 2.05 },
    sources: {
      resistivity: known(film),
      criticalTemperature: known(film, 'bulk 16 K'),
      gapRatio: known(film, '2 Delta0/(k_B Tc) = 4.1'),
    },
  },
  {
    name: 'TiN',
    title: 'Titanium nitride',
    values: { resistivity: 1.75e-6, criticalTemperature: 2.7 },
    sources: {
      resistivity: uncertain(film, 'films have 100 to 250 uohm cm'),
      criticalTemperature: uncertain(film, '0 to 5 K with composition'),
    },
  },
]

/** The materials of the library by name: every value with its source; a value nobody trusts is absent. */
export const materialLibrary: Readonly<Record<string, MaterialRecord>> = Object.freeze(
  Object.fromEntries(records.map((record) => [record.name, record])),
)

/** Delta(0)/(k_B Tc) that belongs to a gap model when no measured value is given: 1.76 as in Dey et al., or weak coupling. */
export function defaultGapRatio(gap: Material['gap']): number {
  return gap === 'interpolation' ? 1.76 : bcsGapRatioAtZero
}

/**
 * A material from values that override the library's, with the defaults that hold for every metal: n = 5, gap `bcs`,
 * and the gap ratio that belongs to the gap model.
 *
 * @param name Name of the material; if the library has it, its values are the starting point.
 * @param overrides Values in SI units that replace those of the library.
 * @example
 * resolveMaterial('Ti', { gap: 'interpolation' }).gapRatio // 1.76
 */
export function resolveMaterial(name: string, overrides: Partial<Omit<Material, 'name'>> = {}): Material {
  const library = Object.hasOwn(materialLibrary, name) ? materialLibrary[name]!.values : {}
  const merged = { ...library, ...overrides }
  const gap = merged.gap ?? 'bcs'
  return {
    ...merged,
    name,
    gap,
    electronPhononExponent: merged.electronPhononExponent ?? 5,
    gapRatio: merged.gapRatio ?? defaultGapRatio(gap),
  }
}
