// The device of Dey et al. (2023) as the benchmarks use it.
import { readFileSync } from 'node:fs'
import { readDevice } from '../dist/index.js'

export const file = new URL('../examples/dey2023-ndtc.yaml', import.meta.url)
const text = readFileSync(file, 'utf8')
export const device = readDevice(text)

/** Source and drain held at temperatures: a photonic heat is all that is left to compute. */
export const heldDevice = readDevice(
  text.replace('source: {}', 'source: { temperature: 300 mK }').replace('drain: {}', 'drain: { temperature: 30 mK }'),
)

/** Normal resistance [Ohm] of a wire. */
export function resistance(name) {
  const { material, length, width, thickness } = device.circuit[name]
  return (device.materials[material].resistivity * length) / (width * thickness)
}

/** Length of the titanium wire that makes r = R_0/R_D. */
export const lengthFor = (r) => (r / 36) * device.circuit.source_ti.length

/** The map of devices: length x thickness x phonon temperature. */
export const map = (lengths, thicknesses, temperatures) => ({
  'circuit.source_ti.length': { from: '4 um', to: '12 um', points: lengths },
  'circuit.source_ti.thickness': { from: '20 nm', to: '40 nm', points: thicknesses },
  phonons: { from: '20 mK', to: '120 mK', points: temperatures },
})
