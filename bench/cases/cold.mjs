import { compile, createTables, reducedConductivity, solve } from '../../dist/index.js'
import { cuts, originT, points, pointsT, TileBuilder, widthT } from '../../dist/physics/conductivityTiles.js'
import { otherStates } from '../../dist/study/otherStates.js'
import { device } from '../paper.mjs'
import { time } from '../report.mjs'
import { best, cpu, mustAgree } from '../timing.mjs'

/** The tiles of half a unit of ln t about t = 0.3, which an operating point needs two or three of. */
const row = Math.floor((Math.log(0.3) - originT) / widthT)
const tiles = Array.from({ length: cuts.indexOf(35) }, (_, index) => index)

/** What universal functions cost that nobody has asked for yet. */
export async function cold(report) {
  const temperatures = Array.from({ length: pointsT }, (_, k) =>
    Math.exp(originT + widthT * (row + (k + 0.5) / pointsT)),
  )
  const direct = () => {
    let sum = 0
    for (const index of tiles) {
      for (let k = 0; k < points[index]; k++) {
        const x = cuts[index] * (cuts[index + 1] / cuts[index]) ** ((k + 0.5) / points[index])
        for (const t of temperatures) sum += reducedConductivity(x, t).sigma2
      }
    }
    return sum
  }
  const build = () => {
    const builder = new TileBuilder()
    for (const index of tiles) builder.build(index, row)
  }
  const warm = createTables()
  const model = compile(device, { tables: warm })
  const answer = solve(model)
  otherStates(model, answer)
  const search = (one) => otherStates(one, solve(one)).length
  const times = await best(6, {
    tiles: () => cpu(build),
    direct: () => cpu(direct),
    coldPoint: () => cpu(() => solve(compile(device, { tables: createTables() }))),
    warmPoint: () => cpu(() => solve(compile(device, { tables: warm }))),
    coldSearch: () => cpu(() => search(compile(device, { tables: createTables() }))),
    warmSearch: () => cpu(() => search(compile(device, { tables: warm }))),
  })
  const evaluations = tiles.reduce((sum, index) => sum + points[index] * pointsT, 0)
  report.row(
    `tiles of the conductivity for a factor of ${Math.exp(widthT).toFixed(2)} in temperature (${tiles.length} tiles, ${evaluations} nodes)`,
    time(times.tiles),
    '',
    `${(times.direct / times.tiles).toFixed(1)} times faster than direct evaluations of as many nodes`,
  )
  report.against('operating point of Eq. (7) with empty tables, code warm', times.coldPoint, 0.1, time)
  report.row('... with tables that have what it needs', time(times.warmPoint), '', '')
  report.row(
    '... with empty tables, and the search for other states over all temperatures',
    time(times.coldSearch),
    '',
    `${time(times.warmSearch)} with full tables`,
  )
  const again = solve(compile(device, { tables: createTables() }))
  for (const island of ['source', 'drain']) {
    if (again.temperatures[island] !== answer.temperatures[island])
      throw new Error('bench: an operating point depends on what the tables were asked before')
  }
  const { conductivity } = createTables()
  const two = new Float64Array(2)
  let difference = 0
  for (let k = 0; k < 300; k++) {
    const [x, t] = [10 ** (4 * ((k * 0.618034) % 1) - 2.5), temperatures[k % pointsT]]
    conductivity.valuesAt(t)(x, two)
    const { sigma1, sigma2 } = reducedConductivity(x, t)
    difference = Math.max(difference, mustAgree('new tiles and direct sigma1', two[0], sigma1, 1e-10))
    difference = Math.max(difference, mustAgree('new tiles and direct sigma2', two[1], sigma2, 1e-10))
  }
  report.note(
    `New tiles and direct conductivity agree to ${difference.toExponential(0)}; an operating point is the same bit for bit with empty and full tables.`,
  )
}
