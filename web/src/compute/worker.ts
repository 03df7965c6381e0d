import {
  compile,
  createTables,
  type Dataset,
  type Device,
  findNdtc,
  inlineExecutor,
  type Model,
  type OperatingPoint,
  solve,
  sweep,
  sweepWorker,
  transmissionSpectrum,
  type WorkerRequest,
} from 'caloritron'
import { heatStudy } from './heatStudy.ts'
import { leadPool } from './leadPool.ts'
import type { FromWorker, PointStudy, Studies, StudyRequest, ToWorker } from './protocol.ts'
import { readingOf } from './reading.ts'

const scope = self as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}
const tables = createTables()
const executor = inlineExecutor(tables)
/** The point that was solved last. */
let solved: { readonly device: Device; readonly point: OperatingPoint } | null = null
const running = new Map<number, AbortController>()
const pool = leadPool((message, transfer) => scope.postMessage(message, transfer))

function studyPoint({ device }: Studies['point']['request']): PointStudy {
  solved = null
  const model = compile(device, { tables })
  const point = solve(model)
  solved = { device, point }
  let spectrum: Dataset | null = null
  let spectrumProblem: string | null = null
  try {
    if (model.network.islands.length > 0) spectrum = transmissionSpectrum(model, point.temperatures, { points: 200 })
    else spectrumProblem = 'No element of the circuit emits.'
  } catch (error) {
    spectrumProblem = messageOf(error)
  }
  return { point, spectrum, spectrumProblem }
}

/** Long work that the page may stop. */
async function abortable<T>(id: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  running.set(id, controller)
  try {
    return await work(controller.signal)
  } finally {
    running.delete(id)
  }
}

async function studySweep(
  id: number,
  stop: AbortSignal,
  { device, axes, falls }: Studies['sweep']['request'],
): Promise<Studies['sweep']['reply']> {
  // A sweep needs of the model nothing but its device: the workers compile it.
  const dataset = await pool.run(stop, (signal, workers, alive) =>
    sweep({ device } as Model, axes, {
      executor: workers,
      signal,
      onProgress(done, total) {
        alive()
        scope.postMessage({ type: 'progress', id, done, total })
      },
    }),
  )
  return { dataset, intervals: falls ? findNdtc(dataset, { refine: false }) : [] }
}

function studyHeat(id: number, request: Studies['heat']['request']): Promise<Dataset | null> {
  if (solved === null) throw new Error('there is no operating point')
  const { device, point } = solved
  return abortable(id, (signal) => heatStudy(request, device, point, { executor, signal }))
}

function answer(study: StudyRequest): unknown {
  switch (study.name) {
    case 'read':
      return readingOf(study.request.text, study.request.files)
    case 'write':
      return import('./yamlWrite.ts').then(({ writeValue }) =>
        study.request.changes.reduce((text, { path, value }) => writeValue(text, path, value), study.request.text),
      )
    case 'fields':
      return import('./deviceFields.ts').then(({ deviceFields }) => deviceFields(study.request))
    case 'point':
      return studyPoint(study.request)
    case 'details':
      // Nobody waits for the first of these.
      return import('./studyDetails.ts').then(({ studyDetails }) => studyDetails(study.request, tables))
    case 'states':
      return import('./studyStates.ts').then(({ studyStates }) => studyStates(study.request, tables))
    case 'heat':
      return studyHeat(study.id, study.request)
    case 'sweep':
      return abortable(study.id, (signal) => studySweep(study.id, signal, study.request))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function reply(study: StudyRequest): Promise<void> {
  try {
    scope.postMessage({ type: 'study', id: study.id, value: await answer(study) })
  } catch (error) {
    scope.postMessage({ type: 'study', id: study.id, problem: messageOf(error) })
  }
}

function serve(port: MessagePort): void {
  const handle = sweepWorker((message, transfer) => port.postMessage(message, transfer))
  port.onmessage = ({ data }: MessageEvent<WorkerRequest>) => handle(data)
}

scope.onmessage = ({ data }) => {
  if (data.type === 'study') void reply(data)
  else if (data.type === 'lead') pool.prepare()
  else if (data.type === 'connect') serve(data.port)
  else if (data.type === 'abort') running.get(data.id)?.abort()
  else pool.died(data.worker, data.message)
}
