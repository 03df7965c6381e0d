import { readDeviceWithWarnings } from '../device/readDevice.js'
import { nearest } from '../device/suggest.js'
import { gapEnergy } from '../materials/gap.js'
import { materialLibrary } from '../materials/library.js'
import type { Material } from '../materials/material.js'
import { square } from '../numerics/power.js'
import { reducedConductivity } from '../physics/mattisBardeen.js'
import type { FigureSpec } from '../report/figure/spec.js'
import type { Dataset, Variable } from '../study/dataset.js'
import { boltzmann, planck } from '../units/constants.js'
import { failure } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { openOutput } from './outputFile.js'
import { outputFormat } from './outputFormat.js'
import { quantityText } from './quantityText.js'
import { readOption, readValues } from './rangeSpec.js'
import { showWarnings } from './warnings.js'
import { printDataset, writeDataset } from './writeDataset.js'

/** Options of `caloritron conductivity` as typed. */
export interface ConductivityOptions {
  readonly material: string
  readonly temperature: string
  readonly frequency: string
  readonly set: readonly string[]
  readonly out?: string
  readonly json?: boolean
}

/** `caloritron conductivity`: Mattis-Bardeen conductivity of a film against frequency. */
export async function conductivityCommand(options: ConductivityOptions, io: Io): Promise<number> {
  const format = options.out === undefined ? null : outputFormat(options.out)
  const temperature = readOption(options.temperature, 'K', '--temperature', '0.3 K')
  if (!(temperature > 0)) throw failure('--temperature', `must be above 0 K, got "${options.temperature}"`)
  const frequencies = readValues(options.frequency, 'Hz', '--frequency', '1 GHz:100 GHz:200')
  if (!frequencies.every((frequency) => frequency > 0)) {
    throw failure('--frequency', `must be above 0 Hz, got "${options.frequency}"`)
  }
  const material = findMaterial(options, temperature, io)
  const dataset = conductivityDataset(material, temperature, frequencies)
  if (options.out === undefined || format === null) {
    printDataset(dataset, options.json ? 'json' : 'csv', io.stdout.write)
    return exitCodes.done
  }
  const file = await openOutput(options.out)
  try {
    await writeDataset(file, format, dataset, () => conductivityFigure(dataset))
    await file.commit()
  } finally {
    await file.discard()
  }
  if (options.json) io.stdout.write(`${JSON.stringify({ status: 'done', out: options.out })}\n`)
  io.stderr.write(`wrote ${options.out}\n`)
  return exitCodes.done
}

/** The material with the changes of `--set`, read as a device file would be, so that units and limits are checked alike. */
function findMaterial({ material: name, set }: ConductivityOptions, temperature: number, io: Io): Material {
  const names = Object.keys(materialLibrary)
  if (!names.includes(name)) {
    const near = nearest(name, names)
    throw failure(
      '--material',
      `must be one of ${names.join(', ')}, got "${name}"`,
      near === undefined ? undefined : `did you mean ${near}?`,
    )
  }
  const assignments = set.map((text) => {
    const at = text.indexOf('=')
    if (at < 1)
      throw failure('--set', `must be NAME=VALUE, got "${text}"`, "write for example --set criticalTemperature='0.5 K'")
    return [`materials.${name}.${text.slice(0, at).trim()}`, text.slice(at + 1).trim()]
  })
  const film = {
    caloritron: 1,
    title: `film of ${name}`,
    phonons: `${temperature} K`,
    islands: { film: { temperature: `${temperature} K` } },
    assumptions: { thermometer: { island: 'film', material: name, resolution: '1 mK' } },
  }
  const { device, warnings } = readDeviceWithWarnings(JSON.stringify(film), {
    name: '--material',
    set: Object.fromEntries(assignments),
  })
  showWarnings(
    warnings.filter(({ path }) => path.startsWith('materials.')),
    io,
  )
  return device.materials[name]
}

function conductivityDataset(material: Material, temperature: number, frequencies: Float64Array): Dataset {
  const { gap } = gapEnergy(material, temperature)
  const sigma1 = new Float64Array(frequencies.length)
  const sigma2 = new Float64Array(frequencies.length)
  const photonEnergy = frequencies.map((frequency) => (planck * frequency) / gap)
  for (const [index, x] of photonEnergy.entries()) {
    const sigma = gap === 0 ? { sigma1: 1, sigma2: 0 } : reducedConductivity(x, (boltzmann * temperature) / gap)
    sigma1[index] = sigma.sigma1
    sigma2[index] = sigma.sigma2
  }
  const variable = (symbol: string, unit: string, longName: string, data: Float64Array): Variable => ({
    dimensions: ['f'],
    data,
    unit,
    symbol,
    longName,
  })
  const { resistivity } = material
  // rho_n/(sigma1 - i sigma2) = rho_n (sigma1 + i sigma2)/|sigma|^2
  const complexResistivity = (part: Float64Array): Float64Array =>
    part.map((value, index) => ((resistivity ?? 0) * value) / (square(sigma1[index]) + square(sigma2[index])))
  return {
    title: `Mattis-Bardeen conductivity of ${material.name} at ${quantityText(temperature, 'K')}`,
    dimensions: { f: frequencies.length },
    coordinates: { f: variable('f', 'Hz', 'frequency', frequencies) },
    variables: {
      x: variable('x', '1', 'photon energy h f over the gap Delta(T); infinite without a gap', photonEnergy),
      sigma1: variable(
        'sigma1',
        '1',
        'real part of the conductivity over the normal one, sigma = sigma1 - i sigma2',
        sigma1,
      ),
      sigma2: variable('sigma2', '1', 'minus the imaginary part of the conductivity over the normal one', sigma2),
      ...(resistivity === undefined
        ? {}
        : {
            resistivity_re: variable(
              'rho_re',
              'Ohm m',
              'real part of the complex resistivity rho_n/(sigma1 - i sigma2)',
              complexResistivity(sigma1),
            ),
            resistivity_im: variable(
              'rho_im',
              'Ohm m',
              'imaginary part of the complex resistivity, positive for an inductance',
              complexResistivity(sigma2),
            ),
          }),
    },
    attributes: {
      material: material.name,
      temperature_K: temperature,
      ...(material.criticalTemperature === undefined ? {} : { criticalTemperature_K: material.criticalTemperature }),
      gapModel: material.gap,
      gapRatio: material.gapRatio,
      gap_J: gap,
      ...(resistivity === undefined ? {} : { normalResistivity_Ohm_m: resistivity }),
    },
  }
}

/** Values that differ by more than this are shown on a logarithmic axis. */
const widestLinear = 100

function conductivityFigure(dataset: Dataset): FigureSpec {
  const gigahertz = 1e-9
  const x = (dataset.coordinates.f.data as Float64Array).map((frequency) => frequency * gigahertz)
  const values = (name: string): Float64Array => dataset.variables[name].data as Float64Array
  const positive = [...values('sigma1'), ...values('sigma2')].filter((value) => value > 0)
  const isWide = Math.max(...positive) > widestLinear * Math.min(...positive)
  // Where sigma1 vanishes a logarithmic axis has no place for it.
  const curve = (name: string, label: string) => {
    const shown = [...x.keys()].filter((index) => !isWide || values(name)[index] > 0)
    return { label, x: shown.map((index) => x[index]), y: shown.map((index) => values(name)[index]) }
  }
  const gapFrequency = (2 * Number(dataset.attributes.gap_J) * gigahertz) / planck
  const inside = gapFrequency > x[0] && gapFrequency < x[x.length - 1]
  const low = x[0]
  const isLog = x.length > 2 && Math.abs(x[1] / low - x[2] / x[1]) < 1e-9 * (x[1] / low)
  return {
    title: dataset.title,
    description: 'Real and imaginary part of the conductivity in units of the normal one, against frequency.',
    panels: [
      {
        x: { label: '*f*', unit: 'GHz', scale: isLog ? 'log' : 'linear' },
        y: { label: '*σ*/*σ*_{n}', scale: isWide ? 'log' : 'linear' },
        series: [curve('sigma1', '*σ*_1'), curve('sigma2', '*σ*_2')].filter((series) => series.x.length > 0),
        rules: inside ? [{ axis: 'x', value: gapFrequency, label: '2Δ/*h*' }] : [],
      },
    ],
  }
}
