import { compile, type PhysicsTables, steadyBranches } from 'caloritron'
import type { BranchPiece, Studies } from './protocol.ts'

/** Looks for steady states beside the one that a sweep finds. */
export async function studyStates(
  { device, path, from, to }: Studies['states']['request'],
  tables: PhysicsTables,
): Promise<Studies['states']['reply']> {
  const { dataset, specialPoints, ends } = await steadyBranches(compile(device, { tables }), path, { from, to })
  const folds = specialPoints.filter(({ kind }) => kind === 'fold').map(({ drive }) => drive)
  if (ends.length < 2 && folds.length === 0) return { pieces: [], folds: [] }
  const numbers = (name: string): Float64Array => dataset.variables[name]!.data as Float64Array
  const drive = dataset.coordinates[path]!.data as Float64Array
  const [branch, stability] = [numbers('branch'), dataset.variables.stability!.data as readonly string[]]
  const islands = Object.keys(device.islands)
  const pieces: BranchPiece[] = []
  for (let start = 0; start < branch.length; ) {
    const unstable = stability[start] === 'unstable'
    let end = start + 1
    while (end < branch.length && branch[end] === branch[start] && (stability[end] === 'unstable') === unstable) end++
    // Pieces of one branch meet.
    const last = end < branch.length && branch[end] === branch[start] ? end + 1 : end
    pieces.push({
      drive: [...drive.subarray(start, last)],
      temperatures: Object.fromEntries(islands.map((name) => [name, [...numbers(`T_${name}`).subarray(start, last)]])),
      stable: !unstable,
    })
    start = end
  }
  return { pieces, folds }
}
