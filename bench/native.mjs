import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from '../dist/circuit/subdivision.js'
import { probeCount } from '../dist/numerics/legendreRule.js'
import { tileTemperatures } from '../dist/physics/segmentConductivity.js'
import { boltzmann, reducedPlanck } from '../dist/units/constants.js'
import { device, resistance } from './paper.mjs'

const source = fileURLToPath(new URL('native/photonicHeat.c', import.meta.url))
/** Tiles of `SegmentConductivity`: first and width in ln t. */
const origin = Math.log(0.01)
const width = 0.2

/** The compiler there is; null if none. */
export const compiler = ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null

/**
 * The photonic heat of the paper's circuit in C, with the nodes and series of this program.
 *
 * @param spectral integral of this program whose nodes are taken
 * @param tables its universal functions
 * @param temperatures [first, step] of source and drain [K]; repetition r is at first + step (r % 1000), first + step (r % 77)
 */
export function nativeHeat(spectral, tables, temperatures, repetitions) {
  const folder = mkdtempSync(join(tmpdir(), 'caloritron-bench-'))
  const input = join(folder, 'input.txt')
  writeFileSync(input, inputText(spectral, tables, temperatures, repetitions))
  const built = (name, ...flags) => {
    const program = join(folder, name)
    execFileSync(compiler, ['-O3', '-march=native', ...flags, '-o', program, source, '-lm'])
    return () => JSON.parse(execFileSync(program, [input], { encoding: 'utf8' }))
  }
  return {
    run: built('vectors'),
    /** One number at a time, as JavaScript computes. */
    runScalar: built('scalars', '-fno-tree-vectorize'),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

function inputText(spectral, tables, { source: [hot, hotStep], drain: [cold, coldStep] }, repetitions) {
  const { panels, nodes, knots } = spectral.subdivision
  const { criticalTemperature, gapRatio } = device.materials[device.circuit.source_ti.material]
  const reducedAt = (temperature) =>
    temperature / (gapRatio * criticalTemperature * Math.tanh(1.74 * Math.sqrt(criticalTemperature / temperature - 1)))
  const tileAt = (temperature) => Math.floor((Math.log(reducedAt(temperature)) - origin) / width)
  const [firstTile, lastTile] = [tileAt(hot), tileAt(hot + 999 * hotStep)]
  const points = tileTemperatures(0).length
  const values = [
    ...[repetitions, panels.length, origin, width, reducedPlanck, boltzmann],
    ...[resistance('source_ti'), resistance('source_cu'), resistance('drain_cu'), criticalTemperature, gapRatio],
    ...[hot, hotStep, cold, coldStep, lastTile - firstTile + 1, firstTile, points],
  ]
  panels.forEach(({ segment, rule: index, sharp, measured }, panel) => {
    const rule = rules[index]
    const range = [nodes.start[panel], nodes.start[panel + 1]]
    const positions = nodes.position.subarray(...range)
    const fromEdge = knots[segment].kind === 'break'
    const ratio = knots[segment + 1].kind === 'break' ? 0 : knots[segment + 1].ratio
    values.push(rule.size, Number(fromEdge), Number(sharp), ratio, ...measured.relative, ...measured.bands)
    values.push(...positions, ...nodes.slope.subarray(...range), ...rule.weights, ...probesByNode(rule))
    for (let tile = firstTile; tile <= lastTile; tile++)
      values.push(...seriesOf(tables, positions, fromEdge, ratio, tile))
  })
  return values.join('\n')
}

function probesByNode({ size, probes }) {
  return Array.from({ length: size }, (_, node) =>
    Array.from({ length: probeCount }, (_, row) => probes[row * size + node]),
  ).flat()
}

/** Chebyshev series in ln t of sigma1 and sigma2 at each node: function by function, coefficient by coefficient, node by node. */
function seriesOf(tables, positions, fromEdge, ratio, tile) {
  const ts = tileTemperatures(tile)
  const n = ts.length
  const six = new Float64Array(6)
  const samples = Array.from(ts, (t) => {
    const at = tables.conductivity.at(t)
    const lower = fromEdge ? 2 : 0
    const upper = ratio === 0 ? 2 : ratio * t
    const factor = fromEdge ? 1 : Math.exp(1 / t)
    return Array.from(positions, (position) => {
      at(lower + (upper - lower) * position, six)
      return [factor * six[0], six[1]]
    })
  })
  return [0, 1].flatMap((f) =>
    Array.from({ length: n }, (_, j) =>
      Array.from(positions, (_, k) => {
        let sum = 0
        for (let i = 0; i < n; i++) sum += samples[i][k][f] * Math.cos((Math.PI * j * (i + 0.5)) / n)
        return ((j === 0 ? 1 : 2) / n) * sum
      }),
    ).flat(),
  )
}
