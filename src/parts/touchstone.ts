import type { Multiport } from '../circuit/branch.js'
import { type ComplexMatrix, combine, unitaryFactor } from '../numerics/complexMatrix.js'
import { OutsideDomain } from '../numerics/outsideDomain.js'
import { groundNode, islandField } from './commonFields.js'
import { definePart, type PartProblem } from './part.js'
import { passiveInterpolation } from './passiveInterpolation.js'
import { largestReturn, smallestReturn, toScattering } from './scatteringMatrix.js'
import { DataFileError, dataFileProblems } from './tableFile.js'
import { readTouchstone } from './touchstoneFile.js'

/** Excess of returned power that counts as rounding of the digits in a file. */
const defaultTolerance = 1e-6

interface Scattering {
  readonly frequencies: readonly number[]
  readonly samples: readonly ComplexMatrix[]
  readonly reference: number
}

/** The file as passive scattering matrices. */
function readScattering(text: string, file: string, ports: number, tolerance: number, lossless: boolean): Scattering {
  const data = readTouchstone(text, file)
  if (data.ports !== ports) {
    throw new DataFileError(file, data.lines[0], `the file has ${data.ports} ports, but \`nodes\` names ${ports}`)
  }
  if (data.frequencies.length < 2) {
    throw new DataFileError(file, data.lines[0], 'at least two frequencies are needed, got one')
  }
  const reference = data.references[0]
  const samples = data.matrices.map((matrix, index) => {
    const line = data.lines[index]
    const frequency = `${data.frequencies[index]} Hz`
    const scattering = toScattering(data.parameter, matrix, data.references, reference)
    if (scattering === null) {
      throw new DataFileError(file, line, `the network must be passive, but gives power without end at ${frequency}`)
    }
    const back = largestReturn(scattering)
    if (!(back <= 1 + tolerance)) {
      throw new DataFileError(
        file,
        line,
        `the network must be passive, but returns ${back.toPrecision(8)} of the incident power at ${frequency}, ${(back - 1).toPrecision(3)} too much`,
        'correct the data, or set `tolerance` above that excess to have them scaled down',
      )
    }
    if (lossless) {
      const kept = smallestReturn(scattering)
      if (kept < 1 - tolerance) {
        throw new DataFileError(
          file,
          line,
          `the network absorbs ${(1 - kept).toPrecision(3)} of the incident power at ${frequency}`,
          'name the `island` of its loss',
        )
      }
      return unitaryFactor(scattering) ?? scattering
    }
    return back > 1 ? combine(1 / Math.sqrt(back), scattering, 0, scattering) : scattering
  })
  return { frequencies: data.frequencies, samples, reference }
}

/** A measured or simulated n-port from a Touchstone file. */
export const touchstone = definePart({
  kind: 'touchstone',
  section: 'circuit',
  title: 'Touchstone n-port',
  description:
    'An n-port from a Touchstone file (`.sNp`, versions 1 and 2; S, Y, Z, G or H parameters), its ports between the `nodes` and `gnd`. What it absorbs it also emits, at the temperature of `island`: an n-port with Hermitian part G_i of its admittance exchanges τ_ij = 4 Tr[G_j Z_ji G_i Z_ji†]. Between the frequencies of the file the scattering matrix is interpolated so that it stays passive, and lossless if it is. Outside nothing is known: the file must reach from 0 to some 50 k_B T/h of the hottest island (1 THz per kelvin), or `extrapolate` holds its first and last matrices. Data that return more power than they receive are refused; an excess below `tolerance` counts as rounding and is scaled away.',
  fields: {
    file: {
      type: 'file',
      label: 'file',
      description: 'Touchstone file beside the device file, `name.sNp` for N ports.',
    },
    nodes: {
      type: 'nodes',
      againstGround: true,
      label: 'nodes',
      description: 'Node of each port, in order; each counts against `gnd`.',
      count: null,
    },
    island: {
      ...islandField,
      optional: true,
      description:
        'Island at whose temperature the loss of the network emits and absorbs; left out for a lossless one.',
    },
    extrapolate: {
      type: 'flag',
      optional: true,
      label: 'extrapolate',
      description:
        'Whether the first and last matrices hold beyond the file; unless set, a frequency outside is an error.',
    },
    tolerance: {
      type: 'number',
      optional: true,
      label: 'tolerance',
      description:
        'Excess of returned over incident power, or without `island` loss, that counts as rounding; 1e-6 unless given.',
      minimum: 0,
      maximum: 0.1,
      plausible: [0, 0.01],
    },
  },
  check({ file, nodes, island, tolerance = defaultTolerance }, context): PartProblem[] {
    return dataFileProblems('file', () =>
      readScattering(context.file(file), file, nodes.length, tolerance, island === undefined),
    )
  },
  build(name, { file, nodes, island, extrapolate = false, tolerance = defaultTolerance }, context) {
    const { frequencies, samples, reference } = readScattering(
      context.file(file),
      file,
      nodes.length,
      tolerance,
      island === undefined,
    )
    const first = frequencies[0]
    const last = frequencies[frequencies.length - 1]
    const interpolate = passiveInterpolation(frequencies, samples)
    const multiport: Multiport = {
      name,
      ports: nodes.map((node) => [node, groundNode] as const),
      island: island ?? null,
      reference,
      breaks: frequencies.filter((frequency) => frequency > 0).map((frequency) => 2 * Math.PI * frequency),
      period: null,
      scattering(omega, out) {
        const frequency = omega / (2 * Math.PI)
        // The division may have rounded the end of the table itself outwards.
        if (!extrapolate && (frequency < first * (1 - 1e-12) || frequency > last * (1 + 1e-12))) {
          throw new OutsideDomain(
            `circuit.${name}: the file ${file} gives the network from ${first} Hz to ${last} Hz, got ${frequency} Hz; extend the file, or set \`extrapolate: true\` to hold its end values`,
          )
        }
        interpolate(Math.min(last, Math.max(first, frequency)), out)
      },
    }
    return { multiports: [multiport] }
  },
})
