import {
  checkAssumptions,
  compile,
  createTables,
  type Dataset,
  findNdtc,
  solve,
  sweepWorker,
  transmissionSpectrum,
} from 'caloritron'
import type { FromWorker, PointStudy, StudyRequest, ToWorker } from './protocol.ts'

const scope = self as unknown as {
  postMessage(message: FromWorker, transfer?: ArrayBuffer[]): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}
const handleSweep = sweepWorker((reply, transfer) => scope.postMessage(reply, transfer))
const tables = createTables()

function studyPoint({ device }: { readonly device: PointRequest['device'] }): PointStudy {
  const model = compile(device, { tables })
  const point = solve(model)
  let spectrum: Dataset | null = null
  let spectrumProblem: string | null = null
  try {
    if (model.network.islands.length > 0) spectrum = transmissionSpectrum(model, point.temperatures, { points: 200 })
    else spectrumProblem = 'no element of the circuit emits'
  } catch (error) {
    spectrumProblem = messageOf(error)
  }
  return { point, spectrum, spectrumProblem }
}

type PointRequest = Extract<StudyRequest, { name: 'point' }>['request']

function answer(study: StudyRequest): unknown {
  switch (study.name) {
    case 'point':
      return studyPoint(study.request)
    case 'details': {
      const { device, curve, point } = study.request
      const intervals = findNdtc(curve)
      const model = compile(device, { tables })
      return { intervals, checks: point === null ? [] : checkAssumptions(model, point, { intervals }) }
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

scope.onmessage = ({ data }) => {
  if (data.type !== 'study') {
    handleSweep(data)
    return
  }
  try {
    scope.postMessage({ type: 'study', id: data.id, value: answer(data) })
  } catch (error) {
    scope.postMessage({ type: 'study', id: data.id, problem: messageOf(error) })
  }
}
